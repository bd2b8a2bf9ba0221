using System.Net;
using System.Net.Sockets;

namespace Monolith.Bench.Load.Contenders;

/// <summary>Whether a process that was just started answers; asked so often that a refused connection must cost little.</summary>
internal static class Readiness
{
    public static async Task<bool> IsUpAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        await ListensAsync(client.BaseAddress!.Port, cancellationToken) && await AnswersAsync(client, path, cancellationToken);

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
