using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Sign-in by login or session. Sessions slide with use and do not survive a restart.</summary>
internal sealed class IntacctSessions(SimulatorOptions options, TimeProvider time)
{
    private readonly Dictionary<string, IntacctSession> _open = [];
    private readonly string _run = time.GetUtcNow().Ticks.ToString("x", CultureInfo.InvariantCulture);
    private int _last;

    /// <summary>Checks a login or sessionid element.</summary>
    /// <exception cref="IntacctRefusal">XL03000006.</exception>
    public IntacctSession SignIn(XElement credentials, FaultSet faults)
    {
        var now = time.GetUtcNow();
        if (faults.Has(FaultKind.AuthenticationFailure))
            throw Incorrect();
        if (credentials.Name == "sessionid")
        {
            var id = credentials.Value.Trim();
            if (faults.Has(FaultKind.InvalidSession) || !_open.TryGetValue(id, out var session) || session.ExpiresAt <= now)
                throw new IntacctRefusal("XL03000006", "Invalid session. Please sign in again.", "Request a new session and try again.");
            return _open[id] = session with { At = now, ExpiresAt = now + options.IntacctSessionTimeout };
        }
        var location = credentials.Element("locationid")?.Value.Trim() ?? "";
        if (credentials.Element("userid")?.Value != options.IntacctUser
            || credentials.Element("companyid")?.Value != options.IntacctCompany
            || credentials.Element("password")?.Value != options.IntacctPassword
            || (location.Length > 0 && !IsLocation(location)))
        {
            throw Incorrect();
        }
        return new IntacctSession(options.IntacctUser, location, now, now + options.IntacctSessionTimeout);
    }

    /// <summary>Opens a session for somebody who has signed in.</summary>
    public string Open(IntacctSession session, string location)
    {
        if (location.Length > 0 && !IsLocation(location))
            throw new IntacctRefusal("XL03000006", $"Invalid location '{location}' specified.");
        var id = string.Create(CultureInfo.InvariantCulture, $"SIM{_run}-{++_last}");
        _open[id] = session with { Location = location };
        return id;
    }

    private static bool IsLocation(string id) => ChartOfAccounts.Locations.Any(l => l.Id == id);

    private static IntacctRefusal Incorrect() => new("XL03000006", "Sign-in information is incorrect. Please check your request.");
}
