using System.Reflection;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Standards;

/// <summary>The product's own code takes what is approved for what it protects, and nothing that was broken.</summary>
public sealed class CryptographyTests
{
    private const string Cryptography = "System.Security.Cryptography.";

    /// <summary>Broken, or, as plain AES is, in modes that leave it to their user to notice what was changed.</summary>
    private static readonly string[] Refused =
        ["MD5", "SHA1", "HMACMD5", "HMACSHA1", "DES", "TripleDES", "RC2", "Aes", "AesCng", "SymmetricAlgorithm", "CryptoStream", "DSA", "RSA"];

    /// <summary>The codes of authenticator apps, which know no other (RFC 6238).</summary>
    private static readonly (string Assembly, string Name)[] Needed = [("Monolith.Identity.Infrastructure", "HMACSHA1")];

    private static IEnumerable<Compiled> Product =>
        Repository.Modules.SelectMany(module => module.Assemblies)
            .Concat(Repository.Projects("src/Shared").Where(project => !project.Path.Contains("Substitutes", StringComparison.Ordinal)).Select(project => project.Assembly))
            .Append(Assembly.Load("Monolith.Host"))
            .Select(assembly => new Compiled(assembly.GetName().Name!, Code.ForeignTypes(assembly)));

    private static IEnumerable<Compiled> Identity =>
        Product.Where(assembly => assembly.Name.StartsWith("Monolith.Identity.", StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_hashed_encrypted_or_signed_by_what_was_broken() => Wall.Stands(Product, Broken);

    [Fact]
    public void Identity_takes_what_nobody_may_guess_from_the_secure_generator_alone()
    {
        Wall.Stands(Identity, Guessable);
        Identity.ShouldContain(assembly => assembly.Uses.Contains($"{Cryptography}RandomNumberGenerator"));
    }

    [Fact]
    public void Goes_red_on_a_hash_that_was_broken() => Wall.GoesRed([new Compiled("Sales", new HashSet<string> { $"{Cryptography}MD5" })], Broken, "Sales uses MD5");

    [Fact]
    public void Goes_red_on_an_order_of_numbers_that_can_be_guessed() => Wall.GoesRed([new Compiled("Sales", new HashSet<string> { "System.Random" })], Guessable, "Sales draws from System.Random");

    private static IEnumerable<string> Broken(Compiled assembly) =>
        Refused.Where(name => assembly.Uses.Contains(Cryptography + name) && !Needed.Contains((assembly.Name, name))).Select(name => $"{assembly.Name} uses {name}");

    private static IEnumerable<string> Guessable(Compiled assembly) =>
        assembly.Uses.Contains("System.Random") ? [$"{assembly.Name} draws from System.Random"] : [];

    /// <param name="Uses">Types of other assemblies that it mentions.</param>
    private sealed record Compiled(string Name, IReadOnlySet<string> Uses);
}
