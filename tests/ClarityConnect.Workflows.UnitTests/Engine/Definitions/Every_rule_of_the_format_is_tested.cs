using System.Globalization;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>Each rule by which files of Elsa's versions differ has a test that is named after it, here or in whole runs.</summary>
public sealed partial class Every_rule_of_the_format_is_tested
{
    private const int Last = 33;

    [Fact]
    public void By_its_number() => Enumerable.Range(1, Last).Except(Tested()).ShouldBeEmpty();

    private static IEnumerable<int> Tested() => Repository.Files(Path.Combine(Repository.Root, "tests"), "*_variants.cs")
        .SelectMany(file => TestNames().Matches(File.ReadAllText(file)))
        .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"public (?:async Task|void) Rule_(\d\d)_")]
    private static partial Regex TestNames();
}
