namespace Monolith.Users.Application.Files;

/// <summary>The file as a whole cannot be read; whoever opened it turns this into the refusal of the request.</summary>
/// <param name="why">One sentence for the person who sent it.</param>
internal sealed class FileRefusedException(string why) : Exception(why);
