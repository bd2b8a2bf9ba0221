using System.Text;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>What is taken for a picture, and what is left of it.</summary>
public sealed class PictureTests
{
    public static TheoryData<string> Kinds => ["png", "jpeg", "webp"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_without_more_stays_as_it_is(string kind)
    {
        var file = Of(kind, 8, 8, withSecrets: false);
        var picture = Picture.Create(file).Value!;
        picture.ContentType.ShouldBe($"image/{kind}");
        picture.Content.ShouldBe(Canonical(kind, file));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_file_says_beside_the_picture_is_gone_and_so_is_what_follows_it(string kind)
    {
        byte[] file = [.. Of(kind, 8, 8, withSecrets: true), .. Encoding.ASCII.GetBytes($"<script>{ImageFiles.Secret}</script>")];
        var picture = Picture.Create(file).Value!;
        Encoding.Latin1.GetString(picture.Content).ShouldNotContain(ImageFiles.Secret);
        Picture.Create(picture.Content).Value!.Content.ShouldBe(picture.Content);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_may_be_so_large_and_no_larger(string kind)
    {
        Picture.Create(Of(kind, Picture.MaxSide, Picture.MaxSide)).IsSuccess.ShouldBeTrue();
        Picture.Create(Of(kind, Picture.MaxSide + 1, 1)).Error.ShouldBe(UserErrors.PictureTooLarge);
        Picture.Create(Of(kind, 1, Picture.MaxSide + 1)).Error.ShouldBe(UserErrors.PictureTooLarge);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_is_cut_off_is_none(string kind)
    {
        var file = Of(kind, 8, 8);
        for (var length = 0; length < file.Length; length++)
            Picture.Create(file.AsSpan(0, length)).Error.ShouldBe(UserErrors.InvalidPicture, $"{length} of {file.Length} bytes");
    }

    [Fact]
    public void A_file_of_more_bytes_than_may_be_is_refused_unread() =>
        Picture.Create(new byte[Picture.MaxBytes + 1]).Error.ShouldBe(UserErrors.PictureTooLarge);

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("GIF89a and more")]
    [InlineData("")]
    public void What_only_claims_to_be_a_picture_is_none(string text) =>
        Picture.Create(Encoding.ASCII.GetBytes(text)).Error.ShouldBe(UserErrors.InvalidPicture);

    [Fact]
    public void The_size_is_read_from_a_lossy_picture_too()
    {
        Picture.Create(ImageFiles.LossyWebp(512, 512)).IsSuccess.ShouldBeTrue();
        Picture.Create(ImageFiles.LossyWebp(5_000, 512)).Error.ShouldBe(UserErrors.PictureTooLarge);
    }

    [Fact]
    public void A_picture_that_moves_is_none() =>
        Picture.Create(ImageFiles.Webp(withSecrets: true, flags: 0x02)).Error.ShouldBe(UserErrors.InvalidPicture);

    [Fact]
    public void A_picture_without_height_is_none()
    {
        Picture.Create(ImageFiles.Jpeg(8, 0)).Error.ShouldBe(UserErrors.InvalidPicture);
        Picture.Create(ImageFiles.Png(8, 0)).Error.ShouldBe(UserErrors.InvalidPicture);
    }

    private static byte[] Of(string kind, int width, int height, bool withSecrets = false) => kind switch
    {
        "png" => ImageFiles.Png((uint)width, (uint)height, withSecrets),
        "jpeg" => ImageFiles.Jpeg((ushort)width, (ushort)height, withSecrets),
        _ => ImageFiles.Webp(width, height, withSecrets),
    };

    /// <summary>The one JPEG here has a fill byte before a marker, which says nothing.</summary>
    private static byte[] Canonical(string kind, byte[] file)
    {
        if (kind != "jpeg")
            return file;
        var fill = file.AsSpan().IndexOf<byte>([0xFF, 0xFF]);
        return [.. file[..fill], .. file[(fill + 1)..]];
    }
}
