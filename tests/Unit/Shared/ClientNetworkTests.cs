using System.Net;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Tests.Unit.Shared;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Whoever_chooses_among_addresses_counts_as_one(string address, string network) =>
        ClientNetwork.Of(IPAddress.Parse(address)).ShouldBe(network);
}
