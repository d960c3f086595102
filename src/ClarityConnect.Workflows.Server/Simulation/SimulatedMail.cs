using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>A mail server.</summary>
internal sealed class SimulatedMail : SimulatedVendor
{
    public override string Name => "mail";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["email"] = new()
        {
            ["host"] = "127.0.0.1",
            ["port"] = simulators.Mail.Port,
            ["isEncrypted"] = false,
            ["user"] = simulators.Options.MailUser,
            ["password"] = simulators.Options.MailPassword,
            ["from"] = "clarity@retailer.example",
            ["fromName"] = "The retailer",
            ["allowPrivateAddresses"] = true,
        },
    };

    public override Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        SimulationJson.Read<Script>(script, $"simulators.{Name}");
        return Task.CompletedTask;
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        differences.Compare("Mail: the messages", wanted.Messages, simulators.Mail.Mails.Count);
        foreach (var (to, subject) in wanted.Subjects ?? new Dictionary<string, string>())
            differences.Compare($"Mail: the subject of the last message to {to}", subject, simulators.Mail.Mails.LastOrDefault(mail => mail.To.Contains(to))?.Subject);
    }

    private sealed record Script;

    /// <param name="Messages">How many messages were taken.</param>
    /// <param name="Subjects">The subject of the last message by recipient.</param>
    private sealed record Expectation(int? Messages, IReadOnlyDictionary<string, string>? Subjects);
}
