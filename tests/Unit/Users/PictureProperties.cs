using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>Whatever bytes come, they are read without an exception, and what is kept of them is a picture that is kept whole.</summary>
public sealed class PictureProperties
{
    private static readonly Gen<byte[]> AnyBytes = ArbMap.Default.GeneratorFor<byte[]>();

    private static readonly Gen<byte[]> Files = Gen.Elements(
        ImageFiles.Png(), ImageFiles.Png(withSecrets: true), ImageFiles.Jpeg(), ImageFiles.Jpeg(withSecrets: true),
        ImageFiles.Webp(), ImageFiles.Webp(withSecrets: true), ImageFiles.LossyWebp(8, 8));

    /// <summary>A few bytes otherwise, some missing, some too many.</summary>
    private static readonly Gen<byte[]> Damaged =
        from file in Files
        from places in Gen.Choose(0, file.Length - 1).ListOf()
        from value in Gen.Elements<byte>(0x00, 0x01, 0x7F, 0x80, 0xD9, 0xDA, 0xFF)
        from begin in Gen.Choose(0, file.Length)
        from end in Gen.Choose(begin, file.Length)
        from inserted in AnyBytes
        from cuts in Gen.Elements(true, false)
        select Damage(file, places.Take(3), value, cuts ? (begin, end) : (begin, begin), inserted);

    private static readonly Gen<byte[]> Begun =
        from file in Files
        from kept in Gen.Choose(0, 40)
        from rest in AnyBytes
        select (byte[])[.. file.Take(kept), .. rest];

    [Fact]
    public void Any_bytes_are_read_without_an_exception() =>
        Prop.ForAll(Gen.OneOf(AnyBytes, Damaged, Begun).ToArbitrary(), IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void What_stands_beside_the_picture_never_comes_out_again() =>
        Prop.ForAll(
            (from file in Gen.Elements(ImageFiles.Png(withSecrets: true), ImageFiles.Jpeg(withSecrets: true), ImageFiles.Webp(withSecrets: true))
             from rest in AnyBytes
             select (byte[])[.. file, .. rest]).ToArbitrary(),
            file => !Encoding.Latin1.GetString(Picture.Create(file).Value!.Content).Contains(ImageFiles.Secret, StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    private static bool IsReadOrRefused(byte[] bytes)
    {
        var read = Picture.Create(bytes);
        if (!read.IsSuccess)
            return read.Error == UserErrors.InvalidPicture || read.Error == UserErrors.PictureTooLarge;
        var (picture, again) = (read.Value, Picture.Create(read.Value.Content));
        return picture.Content.Length <= bytes.Length && again.IsSuccess && again.Value.Content.AsSpan().SequenceEqual(picture.Content);
    }

    private static byte[] Damage(byte[] file, IEnumerable<int> places, byte value, (int Begin, int End) cut, byte[] inserted)
    {
        byte[] damaged = [.. file];
        foreach (var place in places)
            damaged[place] = value;
        return [.. damaged[..cut.Begin], .. inserted, .. damaged[cut.End..]];
    }
}
