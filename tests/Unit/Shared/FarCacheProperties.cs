using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Infrastructure.Caching;

namespace Monolith.Tests.Unit.Shared;

/// <summary>What is kept in Redis comes back as it was.</summary>
public sealed class FarCacheProperties
{
    private static readonly Gen<byte[]> Anything =
        from seed in Gen.Choose(0, int.MaxValue)
        from length in Gen.OneOf(Gen.Choose(0, 64), Gen.Choose(2000, 2100), Gen.Choose(0, 100_000))
        select Bytes(seed, length);

    [Fact]
    public void Whatever_it_is() =>
        Prop.ForAll(Anything.ToArbitrary(), entry => FarCache.Unpack(FarCache.Pack(entry)).AsSpan().SequenceEqual(entry)).QuickCheckThrowOnFailure();

    [Fact]
    public void Pages_take_a_part_of_their_size()
    {
        var page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(number => $"{{\"email\":\"p{number}@people.test\",\"status\":\"active\"}},")));
        FarCache.Pack(page).Length.ShouldBeLessThan(page.Length / 3);
    }

    private static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
