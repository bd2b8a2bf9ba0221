using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monolith.Realtime.Infrastructure.Protocol;

/// <summary>The JSON form of the protocol: one object a line, lines batched with <c>\n</c> in one text message.</summary>
internal static class ProtocolJson
{
    public const byte LineEnd = (byte)'\n';

    /// <summary>The empty reply.</summary>
    public static readonly ReadOnlyMemory<byte> Ping = "{}"u8.ToArray();

    /// <returns>False when the message is not what the protocol says: at least one command, each a well-formed line.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> message, ICollection<Command> commands)
    {
        try
        {
            foreach (var range in message.Split(LineEnd))
            {
                var line = message[range].Trim(" \t\r"u8);
                if (line.IsEmpty)
                    continue;
                if (JsonSerializer.Deserialize(line, ProtocolJsonContext.Default.Command) is not { } command)
                    return false;
                commands.Add(command);
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return commands.Count > 0;
    }

    public static ReadOnlyMemory<byte> Encode(Reply reply) => JsonSerializer.SerializeToUtf8Bytes(reply, ProtocolJsonContext.Default.Reply);

    /// <param name="data">JSON, embedded as it is.</param>
    public static ReadOnlyMemory<byte> Publication(string channel, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + channel.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("push"u8);
            writer.WriteString("channel"u8, channel);
            writer.WriteStartObject("pub"u8);
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(data, skipInputValidation: true);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class ProtocolJsonContext : JsonSerializerContext;
