using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Testing.Cases;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Templates;

/// <summary>The templates' own test cases.</summary>
public sealed class TemplateCaseTests
{
    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_case_of_a_template_passes(string template)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "workflows", template);

        var results = await new CaseRunner(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, CaseSimulation.StartAsync).RunFolderAsync(folder, TestContext.Current.CancellationToken);

        results.ShouldNotBeEmpty();
        results.Where(result => !result.HasPassed).Select(result => $"{result.Name}: {string.Join(" ", result.Problems)}").ShouldBeEmpty();
    }

    public static TheoryData<string> Templates() =>
        [.. Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "workflows")).Select(folder => Path.GetFileName(folder)!)];
}
