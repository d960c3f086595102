using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>What became of each workflow's runs, and what the vendors' ledgers hold.</summary>
internal sealed class AllSystemsReport
{
    private readonly List<(string Name, int Runs, int Finished, int Waiting, int GivenUp, int Mended)> workflows = [];
    private readonly Judgement judgement = new();

    /// <summary>Whether everything is as it has to be.</summary>
    public bool IsGood => judgement.Problems.Count == 0;

    /// <summary>Looks at the day's end.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="companies">The companies.</param>
    /// <param name="definitionIds">Their workflows.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<AllSystemsReport> ReadAsync(
        IServiceProvider services, IReadOnlyList<Company> companies, IReadOnlyList<string> definitionIds, CancellationToken cancellationToken)
    {
        var report = new AllSystemsReport();
        var reader = services.GetRequiredService<IInstanceReader>();
        var counts = (await reader.CountAsync(DateTimeOffset.MinValue, cancellationToken)).ToLookup(count => count.DefinitionId);
        foreach (var id in definitionIds)
        {
            var definition = await services.GetRequiredService<IDefinitionStore>().FindAsync(new DefinitionFilter { DefinitionIds = [id], IsPublished = true }, cancellationToken);
            var deadLetters = await reader.ListDeadLettersAsync(new DeadLetterFilter { DefinitionId = id, IsOpen = null, Take = 1000 }, cancellationToken);
            var finished = counts[id].Where(count => count.Status == InstanceStatus.Finished).Sum(count => count.Count);
            var runs = counts[id].Sum(count => count.Count);
            report.workflows.Add((definition!.Name ?? id, runs, finished, runs - finished, deadLetters.Count, deadLetters.Count(letter => letter.ResolvedAt is not null)));
        }

        foreach (var company in companies)
            await company.JudgeAsync(report.judgement, services, cancellationToken);
        report.JudgeWorkflows();
        report.judgement.ExpectNone(
            "All",
            "open questions in the review queue other than the mismatches",
            [.. (await services.GetRequiredService<IReviewStore>().ListAsync(new ReviewFilter { State = ReviewState.Open, Take = 500 }, cancellationToken))
                .Where(item => !item.Kind.StartsWith("reconciliation.", StringComparison.Ordinal)).Select(item => $"{item.Kind}: {item.Title}")]);
        return report;
    }

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"Workflow",-78} {"Runs",5} {"Finished",8} {"Waiting",7} {"Given up",8} {"Mended",6}");
        foreach (var row in workflows)
            output.WriteLine($"{(row.Name.Length > 78 ? row.Name[..78] : row.Name),-78} {row.Runs,5} {row.Finished,8} {row.Waiting,7} {row.GivenUp,8} {row.Mended,6}");
        foreach (var company in judgement.Facts.GroupBy(fact => fact.Company))
        {
            output.WriteLine();
            output.WriteLine(company.Key);
            foreach (var (_, sentence) in company)
                output.WriteLine($"  {sentence}");
        }

        output.WriteLine();
        foreach (var problem in judgement.Problems)
            output.WriteLine($"PROBLEM: {problem}");
        output.WriteLine(IsGood
            ? "Every effect is in the ledgers exactly once, and the reconciliations name every planted mismatch and nothing else."
            : $"{judgement.Problems.Count} problems; see above.");
    }

    private void JudgeWorkflows()
    {
        judgement.ExpectNone("All", "workflows that did not run", [.. workflows.Where(row => row.Runs == 0).Select(row => row.Name)]);
        judgement.ExpectNone("All", "workflows with runs that are not finished", [.. workflows.Where(row => row.Waiting > 0).Select(row => $"{row.Name} ({row.Waiting})")]);
        judgement.ExpectNone("All", "workflows with runs that nobody mended", [.. workflows.Where(row => row.GivenUp > row.Mended).Select(row => $"{row.Name} ({row.GivenUp - row.Mended})")]);
    }
}
