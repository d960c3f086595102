using System.Reflection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Every rule of execution that definitions from Elsa rely on has a test that names it.</summary>
public sealed class CaseCoverageTests
{
    /// <summary>The rules of execution are M01 to M106; those of HTTP and of scripts have their own places.</summary>
    private const int Last = 106;

    [Fact]
    public void Every_case_has_a_test() => Enumerable.Range(1, Last).Select(number => $"M{number:00}").Except(Tested()).ShouldBeEmpty();

    private static IEnumerable<string> Tested() => typeof(CaseCoverageTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
        .Where(trait => trait.Name == "Case")
        .Select(trait => trait.Value);
}
