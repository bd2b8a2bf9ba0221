using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Monolith.Users.Domain;

/// <summary>The picture of a person, under a name that nobody can guess: whoever knows it may see the picture.</summary>
public sealed class Avatar
{
    /// <summary>128 bits.</summary>
    private const int NameBytes = 16;

    [JsonConstructor]
    private Avatar()
    {
    }

    /// <summary>The name, in hexadecimal.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public Guid UserId { get; private set; }

    [JsonInclude]
    public string ContentType { get; private set; } = string.Empty;

    [JsonInclude]
    public byte[] Content { get; private set; } = [];

    /// <summary>Another picture has another name, so that what browsers keep under a name never changes.</summary>
    public static Avatar Of(Guid userId, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new Avatar
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes)),
            UserId = userId,
            ContentType = picture.ContentType,
            Content = picture.Content,
        };
    }
}
