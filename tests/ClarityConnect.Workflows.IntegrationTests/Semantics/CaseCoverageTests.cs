using System.Reflection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Every rule of execution that definitions from Elsa rely on has a test that names it.</summary>
public sealed class CaseCoverageTests
{
    private const int Last = 127;

    [Fact]
    public void Every_case_has_a_test() => Enumerable.Range(1, Last).Select(number => $"M{number:00}").Except(Tested()).ShouldBeEmpty();

    /// <summary>Tests name their case by a trait or, those of HTTP and of scripts, at the beginning of their own name.</summary>
    private static IEnumerable<string> Tested()
    {
        var tests = typeof(CaseCoverageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).ToList();
        return tests.SelectMany(test => test.GetCustomAttributes<TraitAttribute>()).Where(trait => trait.Name == "Case").Select(trait => trait.Value)
            .Concat(tests.SelectMany(test => test.Name.Split('_').TakeWhile(word => word is ['M', '1', _, _])));
    }
}
