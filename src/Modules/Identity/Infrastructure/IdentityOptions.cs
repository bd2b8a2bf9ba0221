namespace Monolith.Identity.Infrastructure;

/// <summary>Section <c>Identity</c>, and what the module takes from the root.</summary>
internal sealed class IdentityOptions
{
    /// <summary>Root key <c>PublicUrl</c>: where people open the application, and the issuer of the tokens.</summary>
    public string PublicUrl { get; set; } = string.Empty;

    /// <summary>32 bytes as base64; seals the private signing keys in the database.</summary>
    public string KeyEncryptionKey { get; set; } = string.Empty;

    public BcryptOptions Bcrypt { get; set; } = new();

    public PasswordOptions Passwords { get; set; } = new();

    public SessionOptions Sessions { get; set; } = new();

    public AccessTokenOptions AccessTokens { get; set; } = new();

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
    }

    internal sealed class SessionOptions
    {
        public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(24);

        public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromDays(30);
    }

    internal sealed class AccessTokenOptions
    {
        public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

        /// <summary>After so long another key takes over.</summary>
        public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);
    }

    internal sealed class AdministratorOptions
    {
        public string Email { get; set; } = string.Empty;

        public string Password { get; set; } = string.Empty;

        public bool IsNamed => Email.Length > 0 && Password.Length > 0;
    }
}
