using System.Text.Json.Nodes;
using ClarityConnect.Workflows.EndToEndTests.Processes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Demo;

public sealed class DemoTests
{
    private const string Good = "Every batch reconciles to the cent, and the ledger holds every journal exactly once.";
    private static readonly string[] Batches = ["751400", "751401", "751402"];

    [Fact]
    public async Task A_day_is_posted_once_and_playing_it_again_posts_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();

        var (code, output) = await PlayAsync(folder, ct);
        code.ShouldBe(0, output);
        foreach (var batch in Batches)
            ReportRows(output).Count(row => row.Contains($" {batch} ", StringComparison.Ordinal)).ShouldBe(1, output);
        output.ShouldContain("\n6 new postings in Sage Intacct.");
        output.ShouldContain(Good);

        (code, output) = await PlayAsync(folder, ct);
        code.ShouldBe(0, output);
        ReportRows(output).Length.ShouldBe(Batches.Length, output);
        output.ShouldContain("\n0 new postings in Sage Intacct.");

        (code, output) = await PlayAsync(folder, ct, "--seed", "99");
        code.ShouldBe(1, output);
        output.ShouldContain("give --data another folder, or the options of that day.");
        ShouldHaveNoStackTrace(output);

        LedgerShouldHoldEachOnce(folder, 2 * Batches.Length);
    }

    [Fact]
    public async Task A_day_with_faults_shows_the_dead_letter_in_the_vendors_words_and_ends_well()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await PlayAsync(folder, TestContext.Current.CancellationToken, "--faults");
        code.ShouldBe(0, output);
        output.Split('\n').ShouldContain(line => line.StartsWith("Dead letter:", StringComparison.Ordinal)
            && line.Contains("Invalid GL Account number '4999' specified", StringComparison.Ordinal));
        output.ShouldContain(" calls failed and were made again at once; ");
        output.ShouldContain("Calls of connection heartland-retail are held back until");
        ReportRows(output).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]).ShouldContain(retried => retried != "0", output);
        output.ShouldContain(Good);
        LedgerShouldHoldEachOnce(folder, 2 * Batches.Length);
    }

    [Fact]
    public async Task An_impossible_number_of_stores_is_refused_with_the_bounds()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await PlayAsync(folder, TestContext.Current.CancellationToken, "--stores", "99");
        code.ShouldBe(1, output);
        output.ShouldContain("The option --stores takes a whole number from 1 to 9.");
        ShouldHaveNoStackTrace(output);
    }

    [Fact]
    public async Task A_day_through_all_systems_puts_every_effect_into_the_ledgers_once_and_names_every_planted_mismatch()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var (code, output) = await PlayAsync(folder, ct, "--scenario", "all");
        code.ShouldBe(0, output);
        output.ShouldContain("Every effect is in the ledgers exactly once, and the reconciliations name every planted mismatch and nothing else.");
        output.ShouldNotContain("PROBLEM");
        foreach (var template in Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "workflows")))
            output.ShouldContain($": {JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(template, "workflow.json"), ct))!["name"]}");

        (code, output) = await PlayAsync(folder, ct, "--scenario", "all");
        code.ShouldBe(1, output);
        output.ShouldContain("is not empty. All systems are played from the beginning");
        ShouldHaveNoStackTrace(output);
    }

    private static async Task<(int Code, string Output)> PlayAsync(TemporaryFolder folder, CancellationToken ct, params string[] options)
    {
        await using var demo = ServerProcess.Start("demo", folder.Path, null, ["--exit", .. options]);
        var code = await demo.EndAsync(ct);
        return (code, demo.Output);
    }

    private static string[] ReportRows(string output) =>
        [.. output.Split('\n').SkipWhile(line => !line.StartsWith("Store  ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];

    private static void LedgerShouldHoldEachOnce(TemporaryFolder folder, int count)
    {
        var references = SimulatedLedger.References(folder.Path);
        references.Count.ShouldBe(count);
        references.ShouldBeUnique();
    }

    private static void ShouldHaveNoStackTrace(string output) =>
        output.Split('\n').ShouldNotContain(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal), output);
}
