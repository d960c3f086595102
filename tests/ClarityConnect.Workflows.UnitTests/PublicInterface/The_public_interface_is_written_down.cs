using System.Reflection;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.PublicInterface;

/// <summary>So that nobody changes by accident what plugins are compiled against: PublicApi.txt beside the project says what there is.</summary>
public sealed class The_public_interface_is_written_down
{
    /// <summary>Set to 1, the files are written anew instead of compared.</summary>
    private const string Accept = "CLARITY_ACCEPT_PUBLIC_API";

    [Theory]
    [InlineData("Sdk")]
    [InlineData("Testing")]
    public async Task What_plugins_compile_against_is_what_the_file_says(string project)
    {
        var file = Path.Combine(Repository.Projects[project], "PublicApi.txt");
        var there = PublicApi.Of(Assembly.Load($"{Repository.Prefix}{project}"));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            await File.WriteAllTextAsync(file, string.Join('\n', there) + "\n", TestContext.Current.CancellationToken);
        var written = File.Exists(file) ? await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken) : [];

        string[] differences = [.. written.Except(there).Select(line => $"- {line}"), .. there.Except(written).Select(line => $"+ {line}")];

        there.Count.ShouldBeGreaterThan(20);
        differences.ShouldBeEmpty(
            $"The public interface of {project} is not what {Repository.Relative(file)} says. What went (-) may break plugins that were built with it, which takes a new major version. "
            + $"If it is meant, run this test with {Accept}=1 and commit the file.");
    }

    [Fact]
    public void A_line_says_all_that_a_caller_depends_on()
    {
        PublicApi.Of(typeof(Sample<>).Assembly).Where(line => line.Contains("PublicInterface.Sample<", StringComparison.Ordinal)).ShouldBe(
        [
            "UnitTests.PublicInterface.Sample<T>.Dispose() -> void",
            "UnitTests.PublicInterface.Sample<T>.Find(string? name, int most = 10) -> IReadOnlyList<T?>?",
            "UnitTests.PublicInterface.Sample<T>.Name.get -> string",
            "UnitTests.PublicInterface.Sample<T>.Sample() -> void",
            "UnitTests.PublicInterface.Sample<T>.Size.get -> int?",
            "class UnitTests.PublicInterface.Sample<T> : IDisposable where T : class",
            "const UnitTests.PublicInterface.Sample<T>.Word = \"word\" -> string",
            "protected UnitTests.PublicInterface.Sample<T>.Size.set -> void",
            "protected virtual UnitTests.PublicInterface.Sample<T>.ReadAsync<TOther>(params TOther[] others) -> Task<string?> where TOther : struct",
            "required UnitTests.PublicInterface.Sample<T>.Name.init -> void",
        ]);
    }
}
