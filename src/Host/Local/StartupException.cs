namespace Monolith.Host.Local;

/// <summary>Why the host cannot start, as one sentence for the person at the terminal: what is wrong, where, and the remedy.</summary>
internal sealed class StartupException : Exception
{
    public StartupException(string sentence) : base(sentence)
    {
    }

    public StartupException(string sentence, Exception cause) : base(sentence, cause)
    {
    }
}
