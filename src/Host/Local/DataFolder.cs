using System.Globalization;
using System.Security.Cryptography;

namespace Monolith.Host.Local;

/// <summary>
/// The folder that holds everything a local host keeps (<c>Data:Directory</c>), locked for this process: the operating system
/// gives the lock back when the process ends, however it ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>What belongs to PostgreSQL; everything below is owned by the user that it runs as.</summary>
    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string Cluster => System.IO.Path.Combine(Postgres, "data");

    public string Log => System.IO.Path.Combine(Postgres, "server.log");

    private string PasswordFile => System.IO.Path.Combine(Path, "postgres.password");

    /// <exception cref="StartupException">The folder cannot be used, or another process has it.</exception>
    public static DataFolder Open(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        var holder = System.IO.Path.Combine(path, "host.pid");
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(System.IO.Path.Combine(path, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            var folder = new DataFolder(path, held);
            Directory.CreateDirectory(folder.Postgres);
            return folder;
        }
        catch (IOException taken) when (IsSharingViolation(taken))
        {
            var process = File.Exists(holder) ? $"process {File.ReadAllText(holder)}" : "another process";
            throw new StartupException(
                $"The data folder {path} is in use by {process}: stop that one, or choose another folder with --data.", taken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, problem);
        }
    }

    /// <summary>The database password of this folder, made on first use and readable by the host's user only.</summary>
    /// <exception cref="StartupException">The password is gone although the database exists, or it is not readable.</exception>
    public string Password()
    {
        try
        {
            if (File.Exists(PasswordFile))
            {
                return File.ReadAllText(PasswordFile);
            }

            if (Directory.Exists(Cluster))
            {
                throw new StartupException(
                    $"The database in {Cluster} exists but its password file {PasswordFile} does not: restore it, " +
                    "or choose another folder with --data.");
            }

            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            WritePrivate(PasswordFile, password);
            return password;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unusable(Path, problem);
        }
    }

    /// <summary>Writes a file that nobody but its owner can read at any moment; it appears whole or not at all.</summary>
    public static void WritePrivate(string path, string content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(content);
        }

        File.Move(draft, path, overwrite: true);
    }

    public StartupException Unusable(Exception problem) => Unusable(Path, problem);

    public void Dispose() => _lock.Dispose();

    private static StartupException Unusable(string path, Exception problem) =>
        new($"The data folder {path} cannot be used ({problem.Message.TrimEnd('.')}): " +
            "repair its permissions or free space, or choose another folder with --data.", problem);

    // EAGAIN of Linux and macOS, ERROR_SHARING_VIOLATION of Windows: the runtime has no exception type of its own for it.
    private static bool IsSharingViolation(IOException problem) => (problem.HResult & 0xFFFF) is 11 or 35 or 32;
}
