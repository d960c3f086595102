using System.Text;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Simulators.Mail;

/// <summary>One caller of the mail server.</summary>
internal sealed class MailSession : IDisposable
{
    private const string NoMailbox = "@unknown.example";

    private readonly MailSimulator _server;
    private readonly SimulatorOptions _options;
    private readonly FaultBoard _faults;
    private readonly TimeProvider _time;
    private readonly StreamReader _in;
    private readonly StreamWriter _out;
    private bool _isKnown;
    private string? _from;
    private List<string> _to = [];

    public MailSession(MailSimulator server, SimulatorOptions options, FaultBoard faults, TimeProvider time, Stream caller)
    {
        (_server, _options, _faults, _time) = (server, options, faults, time);
        _in = new StreamReader(caller, Encoding.Latin1);
        _out = new StreamWriter(caller, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await SayAsync("220 mail.simulator ESMTP");
            while (await _in.ReadLineAsync(stopping) is { } line && await AnswerAsync(line, stopping))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The caller has gone, or the server stops; nobody is there to answer.
        }
    }

    public void Dispose()
    {
        _in.Dispose();
        _out.Dispose();
    }

    /// <returns>Whether the caller may go on.</returns>
    private async Task<bool> AnswerAsync(string line, CancellationToken stopping)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO":
                await SayAsync("250-mail.simulator\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 10485760");
                return true;
            case "HELO" or "NOOP" or "RSET":
                (_from, _to) = (null, []);
                await SayAsync("250 OK");
                return true;
            case "AUTH":
                await AuthenticateAsync(line, stopping);
                return true;
            case "MAIL" when !_isKnown:
                await SayAsync("530 5.7.0 Authentication required");
                return true;
            case "MAIL":
                (_from, _to) = (Address(line), []);
                await SayAsync("250 2.1.0 OK");
                return true;
            case "RCPT" when Address(line).EndsWith(NoMailbox, StringComparison.OrdinalIgnoreCase):
                await SayAsync("550 5.1.1 No such mailbox here");
                return true;
            case "RCPT":
                _to.Add(Address(line));
                await SayAsync("250 2.1.5 OK");
                return true;
            case "DATA" when _from is null || _to.Count == 0:
                await SayAsync("503 5.5.1 Say MAIL and RCPT first");
                return true;
            case "DATA":
                return await TakeAsync(stopping);
            case "QUIT":
                await SayAsync("221 2.0.0 Bye");
                return false;
            default:
                await SayAsync("502 5.5.2 Not understood");
                return true;
        }
    }

    private async Task AuthenticateAsync(string line, CancellationToken stopping)
    {
        var words = line.Split(' ');
        string user, password;
        if (words.Length > 1 && words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            var parts = Decode(words.Length > 2 ? words[2] : await AskAsync("", stopping)).Split('\0');
            (user, password) = parts.Length == 3 ? (parts[1], parts[2]) : ("", "");
        }
        else
        {
            user = Decode(words.Length > 2 ? words[2] : await AskAsync("Username:", stopping));
            password = Decode(await AskAsync("Password:", stopping));
        }

        _isKnown = user == _options.MailUser && password == _options.MailPassword && !_faults.Take("mail", ["sign in"]).Has(FaultKind.AuthenticationFailure);
        await SayAsync(_isKnown ? "235 2.7.0 Welcome" : "535 5.7.8 User or password wrong");
    }

    private async Task<bool> TakeAsync(CancellationToken stopping)
    {
        await SayAsync("354 Go on");
        var content = new StringBuilder();
        while (await _in.ReadLineAsync(stopping) is { } line && line != ".")
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        var mail = MailText.Read(_from!, [.. _to], content.ToString());
        var hits = _faults.Take("mail", ["send mail"]);
        foreach (var fault in hits.BeforeCommit)
        {
            if (fault.Kind == FaultKind.Delay)
                await Task.Delay(fault.Delay, _time, stopping);
            else if (fault.Kind == FaultKind.Hang)
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping);
            else if (fault.Kind == FaultKind.Drop)
                return false;
            else
                return await RefuseAsync(fault);
        }

        await _server.AddAsync(mail);
        if (hits.AfterCommit.Any())
            return false;
        (_from, _to) = (null, []);
        await SayAsync("250 2.0.0 Taken");
        return true;
    }

    private async Task<bool> RefuseAsync(Fault fault)
    {
        await SayAsync(fault.Kind == FaultKind.RateLimited ? "452 4.3.1 Too many messages, try later" : "451 4.3.0 Try later");
        return true;
    }

    private async Task<string> AskAsync(string what, CancellationToken stopping)
    {
        await SayAsync("334 " + Convert.ToBase64String(Encoding.ASCII.GetBytes(what)));
        return await _in.ReadLineAsync(stopping) ?? "";
    }

    private Task SayAsync(string line) => _out.WriteLineAsync(line);

    private static string Address(string line)
    {
        var (from, to) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
        return from >= 0 && to > from ? line[(from + 1)..to] : "";
    }

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
