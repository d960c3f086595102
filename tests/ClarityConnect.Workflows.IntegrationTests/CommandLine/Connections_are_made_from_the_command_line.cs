using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Server.CommandLine.Connections;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.CommandLine;

[Collection(typeof(ServerTests))]
public sealed class Connections_are_made_from_the_command_line(RunningServer server)
{
    private const string Variable = "CLARITY_TESTS_GATEWAY_KEY";

    [Fact]
    public async Task One_is_added_listed_tested_and_changed_and_its_secret_comes_from_the_environment()
    {
        var token = TestContext.Current.CancellationToken;
        await using var twins = await VendorTwins.StartAsync(token, 1, 12);
        using var client = await server.ClientAsync();
        Task<CommandResult> Run(string verb, params string[] options) =>
            CommandResult.OfAsync(client, (all, output) => ConnectionCommand.RunAsync(verb, all, output), options);
        string[] given = ["cli-gateway", "--type", "heartland-gateway", "--field", $"endpoint={twins.Host.PorticoEndpoint}", "--field", "AllowPrivateAddresses=true", "--secret", $"secretApiKey={Variable}"];

        (await Run("add", given)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Text.ShouldContain($"The environment has no variable '{Variable}'"));
        Environment.SetEnvironmentVariable(Variable, twins.Host.Options.PorticoSecretApiKey);
        try
        {
            var added = await Run("add", given);
            added.ShouldBe(new CommandResult(0, "Stored       cli-gateway\n             Type: heartland-gateway\n"));
            var again = await Run("add", given);
            again.Code.ShouldBe(1);
            again.Text.ShouldContain("There is a connection 'cli-gateway' already.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }

        (await Run("test", "cli-gateway")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Text.ShouldStartWith("Accepted     cli-gateway"));
        var listed = await Run("list", "--json");
        listed.Code.ShouldBe(0);
        listed.Text.ShouldNotContain(twins.Host.Options.PorticoSecretApiKey);
        var row = listed.Reports.Single(report => report["connection"]!.GetValue<string>() == "cli-gateway");
        (row["outcome"]!.GetValue<string>(), row["fields"]!["allowPrivateAddresses"]!.GetValue<bool>()).ShouldBe(("ok", true));

        // The secret stays as it was.
        var changed = await Run("add", "cli-gateway", "--replace", "--type", "heartland-gateway", "--field", $"endpoint={twins.Host.PorticoEndpoint}", "--field", "allowPrivateAddresses=true", "--field", "currency=EUR");
        changed.Code.ShouldBe(0, changed.Text);
        (await Run("test", "cli-gateway")).Code.ShouldBe(0);

        (await Run("test", "cli-nobody")).ShouldBe(new CommandResult(1, "Refused      cli-nobody\n             There is no connection 'cli-nobody'.\n"));
        using var deleted = await client.DeleteAsync("/api/v1/connections/cli-gateway", token);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_no_secret_is_taken_from_the_command_line()
    {
        using var client = await server.ClientAsync();
        Task<CommandResult> Run(params string[] options) =>
            CommandResult.OfAsync(client, (all, output) => ConnectionCommand.RunAsync("add", all, output), options);

        (await Run("x", "--type", "heartland-gateway", "--field", "secretApiKey=planted-secret")).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(2), run => run.Text.ShouldContain("write --secret secretApiKey=VARIABLE"), run => run.Text.ShouldNotContain("planted-secret"));
        (await Run("x", "--type", "heartland-gateway", "--field", "endpiont=a")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Text.ShouldContain("have no field 'endpiont'. There are: endpoint, "));
        (await Run("x", "--type", "heartland-gateway", "--field", "endpoint")).ShouldBe(new CommandResult(2, "'endpoint' has no name and value. Write it as --field name=value.\n"));
        (await Run("x")).Code.ShouldBe(2);
        (await Run("--type", "heartland-gateway")).ShouldBe(new CommandResult(2, "Give one connection's name.\n"));
        (await Run("x", "--type", "nobody.knows")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("There is no connection type 'nobody.knows' here."));
        (await Run("x", "--type", "heartland-gateway", "--url", "nonsense")).Code.ShouldBe(2);
    }
}
