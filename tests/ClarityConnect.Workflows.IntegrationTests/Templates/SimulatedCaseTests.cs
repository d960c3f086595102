using System.Text.Json;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Testing.Cases;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Templates;

/// <summary>Cases in which the vendors' simulators play: what they may say, and what is said of what differs.</summary>
public sealed class SimulatedCaseTests
{
    private const string CaseFile = "simulated-day.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflows", "heartland-settlement-to-intacct-gl");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"xero":{}}""", "'simulators' has no member 'xero'. There are: faults, heartland,")]
    [InlineData("""{"heartland":{"day":{}}}""", "'simulators.heartland' has no member 'day'. There are: days, orders.")]
    [InlineData("""{"heartland":{"days":[{"businessDay":"2026-11-19","shops":1}]}}""", "'simulators.heartland.days' has no member 'shops'")]
    [InlineData("""{"sagepro":{"later":[{"at":"2026-11-20T08:00:00Z","periods":[]}]}}""", "'simulators.sagepro.later' has no member 'periods'. There are: accounts, at, items, openPeriods.")]
    [InlineData("""{"faults":[{"kind":"Drop","afterwards":true}]}""", "'simulators.faults' has no member 'afterwards'")]
    [InlineData("""{"faults":[{"kind":"Sulk"}]}""", "'simulators.faults' cannot be read at $[0].kind")]
    [InlineData("""{"heartland":{"days":[{"businessDay":"2026-11-19","stores":12}]}}""", "A day has 1 to 9 stores.")]
    [InlineData("""{"faults":[{"kind":"Drop","every":0}]}""", "every >= 1")]
    public async Task What_the_simulators_do_not_know_is_refused_with_words(string script, string words)
    {
        var problem = await Should.ThrowAsync<JsonException>(() => CaseSimulation.StartAsync(JsonElement.Parse(script), TimeProvider.System, Token));

        problem.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_step_changes_only_vendors_that_play()
    {
        await using var simulation = await CaseSimulation.StartAsync(JsonElement.Parse("""{"kashflow":{}}"""), TimeProvider.System, Token);
        await simulation.PlayAsync(JsonElement.Parse("""{"kashflow":{"invoices":[{"number":1042,"customerCode":"ACME01","net":100}]}}"""), Token);

        var absent = await Should.ThrowAsync<JsonException>(() => simulation.PlayAsync(JsonElement.Parse("""{"intacct":{}}"""), Token));
        var twice = await Should.ThrowAsync<JsonException>(() => simulation.PlayAsync(JsonElement.Parse("""{"kashflow":{"invoices":[{"number":1042,"customerCode":"ACME01","net":100}]}}"""), Token));

        absent.Message.ShouldContain("'intacct', which does not play in the case");
        twice.Message.ShouldContain("'steps.simulators' cannot be played");
    }

    [Fact]
    public async Task A_step_changes_what_a_company_of_Sage_Pro_holds_and_not_how_it_works()
    {
        await using var simulation = await CaseSimulation.StartAsync(
            JsonElement.Parse("""{"sagepro":{"orders":[{"reference":"HR-ORDER-1","customer":"C00001","date":"2026-11-20","purchaseOrder":"WEB-1","lines":[{"item":"W-100","quantity":2,"price":12.5}]}]}}"""),
            TimeProvider.System,
            Token);
        await simulation.PlayAsync(
            JsonElement.Parse("""{"sagepro":{"orders":[{"number":"5001","customer":"C00002","date":"2026-11-20","lines":[{"item":"W-200","quantity":1,"price":18}]}]}}"""), Token);

        var refused = await Should.ThrowAsync<JsonException>(() => simulation.PlayAsync(JsonElement.Parse("""{"sagepro":{"posts":false}}"""), Token));
        var differences = await simulation.CompareAsync(
            JsonElement.Parse("""{"sagepro":{"orders":3,"orderFields":{"WEB-1":{"customer":"C00001","amount":25.00,"lines":1},"":{"customer":"C00001","amount":18.00}}}}"""), Token);

        refused.Message.ShouldContain("the case says at its begin");
        differences.ShouldBe(["Sage Pro: the orders are 2, not 3.", "Sage Pro: the customer of order  is 'C00002', not 'C00001'."]);
    }

    [Fact]
    public async Task What_the_simulators_received_otherwise_than_expected_is_said()
    {
        var problems = await RunAsync(Runner(), test => test with
        {
            Expect = new CaseExpectation
            {
                Simulators = JsonElement.Parse("""{"intacct":{"batches":3,"balances":{"4000":-1}},"received":[{"system":"intacct","operation":"create GLBATCH","succeeded":5}]}"""),
            },
        });

        problems.ShouldBe(
        [
            "Intacct: the journal entries are 2, not 3.",
            "Intacct: the amounts on account 4000 are -1406.66, not -1.",
            "intacct, create GLBATCH: the requests carried out are 2, not 5.",
        ]);
    }

    [Fact]
    public async Task An_account_that_the_ledger_does_not_know_is_refused_in_the_vendors_words()
    {
        var problems = await RunAsync(Runner(), test => test with
        {
            Simulators = JsonElement.Parse("""{"heartland":{"days":[{"businessDay":"2026-11-19","stores":1,"tickets":14,"seed":7}]},"intacct":{"missingAccounts":["4000"]}}"""),
            Expect = new CaseExpectation
            {
                Status = Engine.Instances.InstanceStatus.Faulted,
                Failure = "Invalid GL Account number '4000'",
                Simulators = JsonElement.Parse("""{"intacct":{"batches":0}}"""),
            },
        });

        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vendor_that_does_not_play_is_answered_from_the_case()
    {
        var problems = await RunAsync(Runner(), test => test with
        {
            Simulators = JsonElement.Parse("""{"heartland":{"days":[{"businessDay":"2026-11-19","stores":1,"tickets":14,"seed":7}]}}"""),
            Expect = new CaseExpectation { Status = Engine.Instances.InstanceStatus.Faulted, Failure = "The case has no answer number 1 for 'Post sales summary'" },
        });

        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_simulators_says_so()
    {
        var runner = new CaseRunner(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes);

        var problem = await Should.ThrowAsync<JsonException>(() => RunAsync(runner, test => test));

        problem.Message.ShouldContain("clarity workflow test");
    }

    private static CaseRunner Runner() => new(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, CaseSimulation.StartAsync);

    private static async Task<IReadOnlyList<string>> RunAsync(CaseRunner runner, Func<WorkflowCase, WorkflowCase> change)
    {
        var test = JsonSerializer.Deserialize<WorkflowCase>(await File.ReadAllTextAsync(Path.Combine(Folder, "cases", CaseFile), Token), CaseJson.Options)!;
        var mappings = new Dictionary<string, string> { ["gl-accounts"] = await File.ReadAllTextAsync(Path.Combine(Folder, "mappings", "gl-accounts.json"), Token) };
        return (await runner.RunAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "workflow.json"), Token), mappings, change(test), Token)).Problems;
    }
}
