using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>
/// A still picture that may be shown to others: a PNG, JPEG or WebP file by its content, whatever it was called, and of the file only what it
/// takes to see the picture. What cameras and programs write beside it, such as where it was taken, is gone, and so is whatever follows the
/// end of the picture.
/// </summary>
public sealed record Picture
{
    /// <summary>Of the file as it was sent.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Pixels in each direction: decoders take four bytes for each pixel, however small the file is.</summary>
    public const int MaxSide = 4_096;

    private Picture(ImageFile file) => (ContentType, Content) = (file.ContentType, file.Content);

    public string ContentType { get; }

    public byte[] Content { get; }

    public static Result<Picture> Create(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return UserErrors.PictureTooLarge;
        var file = PngFile.Read(bytes) ?? JpegFile.Read(bytes) ?? WebpFile.Read(bytes);
        if (file is null || file.Width == 0 || file.Height == 0)
            return UserErrors.InvalidPicture;
        return file.Width > MaxSide || file.Height > MaxSide ? UserErrors.PictureTooLarge : new Picture(file);
    }
}

/// <summary>What a reader found.</summary>
/// <param name="Content">The file without what nobody needs to see it.</param>
internal sealed record ImageFile(string ContentType, long Width, long Height, byte[] Content);
