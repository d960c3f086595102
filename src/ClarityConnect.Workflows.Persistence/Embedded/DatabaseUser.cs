using System.Diagnostics;
using System.Globalization;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The user that PostgreSQL runs as: this process's own, or another one when this process is root, because PostgreSQL refuses to be root.
/// </summary>
internal sealed class DatabaseUser
{
    private readonly string? _setpriv = Find("setpriv");
    private readonly string? _setsid = Find("setsid");
    private readonly uint _user;
    private readonly uint _group;

    private DatabaseUser(string name, bool isOther, uint user, uint group)
    {
        Name = name;
        IsOther = isOther;
        _user = user;
        _group = group;
    }

    public string Name { get; }

    /// <summary>Whether it is not the user of this process.</summary>
    public bool IsOther { get; }

    /// <param name="runAsUser">Who, if this process is root.</param>
    /// <exception cref="EmbeddedPostgresException">This process is root and there is no such user, or no way to become it.</exception>
    public static DatabaseUser Choose(string runAsUser)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new DatabaseUser(Environment.UserName, isOther: false, 0, 0);

        // name:password:uid:gid:…
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(f => f.Length > 3 && f[0] == runAsUser)
            ?? throw new EmbeddedPostgresException(
                $"PostgreSQL does not run as root, and the user '{runAsUser}' that it should run as is not in /etc/passwd. "
                + "Create that user, name another one in Database:RunAsUser, or run the server as an ordinary user.");
        var user = new DatabaseUser(runAsUser, isOther: true, Number(entry[2]), Number(entry[3]));
        if (user._user == 0)
            throw new EmbeddedPostgresException($"Database:RunAsUser names '{runAsUser}', which is root; PostgreSQL refuses to run as root.");
        if (user._setpriv is null)
            throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and the program 'setpriv' (package util-linux) that would run it as "
                + $"'{runAsUser}' is not on the PATH. Install it, or run the server as an ordinary user.");
        return user;
    }

    /// <summary>A command that runs a program as this user, without PostgreSQL settings from the environment.</summary>
    /// <param name="program">Full path, or a name on the PATH.</param>
    /// <param name="workingFolder">A folder this user can enter.</param>
    /// <param name="endsWithThread">
    /// Linux: the program is interrupted when the <b>thread</b> that starts it ends (PR_SET_PDEATHSIG), and is in a session of its
    /// own, so that Ctrl+C in a terminal reaches the server only, which ends the program when it no longer needs it.
    /// </param>
    public ProcessStartInfo Command(string program, string workingFolder, bool endsWithThread = false)
    {
        var words = new List<string>();
        if (endsWithThread && _setsid is not null && OperatingSystem.IsLinux())
            words.Add(_setsid);
        if (_setpriv is not null && (IsOther || (endsWithThread && OperatingSystem.IsLinux())))
        {
            words.Add(_setpriv);
            if (IsOther)
                words.AddRange([$"--reuid={_user}", $"--regid={_group}", "--clear-groups", "--no-new-privs"]);
            if (endsWithThread)
                words.AddRange(["--pdeathsig", "INT"]);
            words.Add("--");
        }

        words.Add(program);
        var command = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in command.Environment.Keys.Where(IsForeign).ToList())
            command.Environment.Remove(name);
        return command;
    }

    /// <summary>Makes a folder that only this user can enter, root apart.</summary>
    public void OwnFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Own(folder);
    }

    public void Own(string path)
    {
        if (IsOther)
            Posix.ChangeOwner(path, _user, _group);
    }

    /// <summary>Whether this user reaches the folder and may write in it. The system is asked, as it alone knows all rules.</summary>
    public async Task<bool> CanUseAsync(string folder, CancellationToken ct)
    {
        if (!IsOther)
            return true;
        var test = Command("test", "/");
        foreach (var word in new[] { "-x", folder, "-a", "-w", folder })
            test.ArgumentList.Add(word);
        return (await ProgramRun.OfAsync(test, ct)).Succeeded;
    }

    // PGDATA, PGPORT, LC_ALL and the like would change what PostgreSQL does, and in which language it says so.
    private static bool IsForeign(string name) =>
        name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal) || name is "LANG" or "LANGUAGE";

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static string? Find(string program) =>
        OperatingSystem.IsWindows()
            ? null
            : $"{Environment.GetEnvironmentVariable("PATH")}:/usr/bin:/bin".Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
