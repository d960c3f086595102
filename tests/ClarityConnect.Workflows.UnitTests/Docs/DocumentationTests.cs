using System.Text.Json;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Docs;

/// <summary>What the documentation refers to exists.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Shells = ["bash", "sh", "shell", "console", "powershell", "pwsh"];

    private static IEnumerable<string> Pages => Repository.Files(Repository.Root, "*.md");

    [Fact]
    public void Relative_links_lead_to_files_and_headings_that_exist()
    {
        var broken = Pages.SelectMany(page => Link().Matches(WithoutFences(File.ReadAllText(page)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !Exists(page, target))
            .Select(target => $"{Repository.Relative(page)}: {target}"));

        Pages.Count().ShouldBeGreaterThan(10);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Json_samples_are_Json()
    {
        var broken = Pages.SelectMany(page => FencesOf(page)
            .Where(fence => fence.Language == "json")
            .Select(fence => (fence.Text, Problem: ProblemOf(fence.Text)))
            .Where(sample => sample.Problem is not null)
            .Select(sample => $"{Repository.Relative(page)}: {sample.Problem} in: {sample.Text}"));

        broken.ShouldBeEmpty();
    }

    /// <summary>So that code in the documentation is code that is built and tested.</summary>
    [Fact]
    public void Quoted_code_is_the_code_word_for_word()
    {
        var quotes = Pages.SelectMany(page => Quote().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).Select(quote => (Page: page, Quote: quote))).ToList();
        var wrong = quotes
            .Where(found => found.Quote.Groups["text"].Value.TrimEnd() != Source(found.Quote.Groups["file"].Value, found.Quote.Groups["region"].Value)?.TrimEnd())
            .Select(found => $"{Repository.Relative(found.Page)}: {found.Quote.Groups["file"].Value} {found.Quote.Groups["region"].Value}");

        quotes.Count.ShouldBeGreaterThan(10);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Code_in_the_documents_is_quoted()
    {
        var wrong = Repository.Files(Path.Combine(Repository.Root, "docs"), "*.md").Where(page =>
            FencesOf(page).Count(IsCode) != Quote().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).Count(quote => IsCode((quote.Groups["language"].Value, ""))));

        wrong.Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void Commands_name_only_projects_and_scripts_that_exist()
    {
        var wrong = Pages.SelectMany(page => FencesOf(page)
            .Where(fence => Shells.Contains(fence.Language))
            .SelectMany(fence => PathInCommand().Matches(fence.Text))
            .Select(path => path.Value)
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))
            .Select(path => $"{Repository.Relative(page)}: {path}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        var numbers = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md").Select(file => Path.GetFileName(file)[..4]).Order().ToList();

        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(number => $"{number:0000}"));
    }

    private static bool IsCode((string Language, string Text) fence) => fence.Language is "csharp" or "cs";

    /// <summary>A file, or the lines of it between the comments <c>&lt;region&gt;</c> and <c>&lt;/region&gt;</c>, as far to the left as they go; null if there are none.</summary>
    private static string? Source(string file, string region)
    {
        var path = Path.Combine(Repository.Root, file);
        if (!File.Exists(path))
            return null;
        if (region.Length == 0)
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        var lines = File.ReadAllLines(path).SkipWhile(line => line.Trim() != $"// <{region}>").Skip(1).TakeWhile(line => line.Trim() != $"// </{region}>").ToList();
        var margin = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return lines.Count == 0 ? null : string.Join('\n', lines.Select(line => line.Length > margin ? line[margin..] : ""));
    }

    /// <summary>A fence that says where its text is from.</summary>
    [GeneratedRegex(@"^<!-- quote: (?<file>[\w./-]+)(?:#(?<region>[\w-]+))? -->\n```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Quote();

    /// <summary>A Markdown link or picture, or the source of an HTML picture.</summary>
    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)|<img[^>]+src=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```[ \t]*(?<language>[\w-]*)[^\n]*\n(?<text>.*?)^```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    /// <summary>A path into the repository, as a command has it.</summary>
    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|workflows|plugins|docs)/[\w./-]*\w")]
    private static partial Regex PathInCommand();

    [GeneratedRegex(@"^#+[ \t]+(?<text>.+?)[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();

    private static string WithoutFences(string text) => Fence().Replace(text.ReplaceLineEndings("\n"), "");

    private static IEnumerable<(string Language, string Text)> FencesOf(string page) => Fence().Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
        .Select(fence => (fence.Groups["language"].Value, fence.Groups["text"].Value));

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
        return Path.Exists(file) && (parts.Length == 1 || AnchorsOf(file).Contains(parts[1]));
    }

    private static IEnumerable<string> AnchorsOf(string file) => Heading().Matches(WithoutFences(File.ReadAllText(file)))
        .Select(heading => NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string? ProblemOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }
}
