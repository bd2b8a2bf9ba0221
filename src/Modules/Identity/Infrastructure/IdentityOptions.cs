using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure;

/// <summary>Section <c>Identity</c>, and what the module takes from the root.</summary>
internal sealed class IdentityOptions
{
    /// <summary>Root key <c>PublicUrl</c>: where people open the application, and the issuer of the tokens.</summary>
    public string PublicUrl { get; set; } = string.Empty;

    /// <summary>32 bytes as base64; seals the private signing keys and the keys of authenticator apps in the database.</summary>
    public string KeyEncryptionKey { get; set; } = string.Empty;

    /// <summary>What sealed before; each until nothing is left that it sealed.</summary>
    public List<string> FormerKeyEncryptionKeys { get; } = [];

    public BcryptOptions Bcrypt { get; set; } = new();

    public PasswordOptions Passwords { get; set; } = new();

    public SessionOptions Sessions { get; set; } = new();

    public AccessTokenOptions AccessTokens { get; set; } = new();

    public LockoutOptions Lockout { get; set; } = new();

    /// <summary>By the names that people see in addresses.</summary>
    public Dictionary<string, ProviderOptions> Providers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Root keys <c>MONOLITH_ADMIN_EMAIL</c> and <c>MONOLITH_ADMIN_PASSWORD</c>.</summary>
    public AdministratorOptions Administrator { get; set; } = new();

    internal sealed class BcryptOptions
    {
        /// <summary>Each step doubles the time.</summary>
        public int Cost { get; set; } = 12;
    }

    internal sealed class PasswordOptions
    {
        /// <summary>At least 32 bytes as base64, kept outside the database; without it no stored password can be tried.</summary>
        public string Pepper { get; set; } = string.Empty;

        /// <summary>Another pepper takes the next version; hashes name theirs.</summary>
        public int PepperVersion { get; set; } = 1;

        /// <summary>By their versions; each until no hash names it any more.</summary>
        public Dictionary<string, string> FormerPeppers { get; } = [];

        /// <summary>Who would wait longer for a password to be hashed or tried is refused with 503 at once.</summary>
        public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(5);

        /// <summary>How many are hashed or tried at a time; 0: as many as there are cores.</summary>
        public int Threads { get; set; }
    }

    internal sealed class SessionOptions
    {
        public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(24);

        public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromDays(30);

        /// <summary>Changes of credentials ask again for one when the last was shown longer ago.</summary>
        public TimeSpan ReauthenticateAfter { get; set; } = TimeSpan.FromMinutes(10);
    }

    internal sealed class AccessTokenOptions
    {
        public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

        /// <summary>After so long another key takes over.</summary>
        public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);
    }

    internal sealed class LockoutOptions
    {
        /// <summary>
        /// So many wrong passwords or codes after one another lock an account; NIST SP 800-63B allows no more than 100. The limits stop
        /// whoever guesses fast long before; this one is for those who are patient.
        /// </summary>
        public int MaxFailures { get; set; } = 100;

        public TimeSpan Duration { get; set; } = TimeSpan.FromMinutes(15);
    }

    internal sealed class ProviderOptions
    {
        /// <summary>OpenId, GitHub, Google or Microsoft.</summary>
        public string Kind { get; set; } = nameof(ProviderKind.OpenId);

        /// <summary>The issuer; the kinds that have a usual one need none.</summary>
        public string Authority { get; set; } = string.Empty;

        public string ClientId { get; set; } = string.Empty;

        public string ClientSecret { get; set; } = string.Empty;

        /// <summary>What the button says.</summary>
        public string DisplayName { get; set; } = string.Empty;

        /// <summary>Separated by spaces; each kind has its own.</summary>
        public string Scopes { get; set; } = string.Empty;
    }

    internal sealed class AdministratorOptions
    {
        public string Email { get; set; } = string.Empty;

        public string Password { get; set; } = string.Empty;

        public bool IsNamed => Email.Length > 0 && Password.Length > 0;
    }
}
