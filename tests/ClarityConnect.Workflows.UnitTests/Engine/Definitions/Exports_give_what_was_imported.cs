using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.UnitTests.Architecture;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>Export of import is the same JSON: same members in the same order, same values, numbers digit by digit.</summary>
public sealed class Exports_give_what_was_imported
{
    /// <summary>What the server sets.</summary>
    private static readonly string[] Owned = ["id", "definitionId", "version", "isLatest", "isPublished"];

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private static DefinitionVersion Stored(string document) => new()
    {
        Id = "v9",
        DefinitionId = "d9",
        Version = 9,
        IsLatest = true,
        IsPublished = true,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Document = document,
    };

    /// <summary>Import, storage and export, as the server does them.</summary>
    private static string RoundTrip(string json)
    {
        var stored = Stored(DefinitionDocument.Parse(json).WithEnvelope(Stored(json)).ToJson());
        return DefinitionDocument.Parse(stored.Document!).WithEnvelope(stored).ToIndentedJson();
    }

    [Fact]
    public void Any_definition_comes_back_as_it_went_in() =>
        Prop.ForAll(AnyDefinition.Documents.ToArbitrary(), json => ShouldBeSame(json, RoundTrip(json))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_definition_compiles_or_says_where_it_cannot() =>
        Prop.ForAll(AnyDefinition.Documents.ToArbitrary(), json =>
        {
            try
            {
                Compiled.Definition(json).Activities.ShouldNotBeEmpty();
            }
            catch (DefinitionInvalidException exception)
            {
                exception.Message.ShouldContain("activity");
            }
        }).QuickCheckThrowOnFailure();

    public static TheoryData<string> Samples => new(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.json", SearchOption.AllDirectories)
            .Where(file => file.Contains(Path.Combine("Conformance", "Definitions")) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflows"), "workflow.json", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_comes_back_as_it_went_in(string file)
    {
        var json = File.ReadAllText(Path.Combine(Repository.Root, file));

        ShouldBeSame(json, RoundTrip(json));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public void Deeply_nested_containers_come_back_as_they_went_in(int depth)
    {
        var root = """{"type":"Elsa.WriteLine"}""";
        for (var i = 0; i < depth; i++)
            root = $$"""{"type":"Elsa.Sequence","activities":[{{root}}]}""";
        var json = $$"""{"root":{{root}} }""";

        ShouldBeSame(json, RoundTrip(json));
        Compiled.Definition(json).Activities.Count.ShouldBe(depth + 2);
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"root":{"type":"Elsa.WriteLine","text":"a","text":"b"}}""")]
    [InlineData("""{"root":{"type":"Elsa.WriteLine","text":"\ud800"}}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"root":[]}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    public void What_cannot_be_kept_is_refused_at_once(string json) => Should.Throw<DefinitionInvalidException>(() => DefinitionDocument.Parse(json));

    private static void ShouldBeSame(string imported, string exported)
    {
        using var before = JsonDocument.Parse(imported.TrimStart('\uFEFF'), Deep);
        using var after = JsonDocument.Parse(exported, Deep);
        var kept = before.RootElement.EnumerateObject().Where(member => !Owned.Contains(member.Name)).ToList();
        var given = after.RootElement.EnumerateObject().Where(member => !Owned.Contains(member.Name)).ToList();
        given.Select(member => member.Name).ShouldBe(kept.Select(member => member.Name));
        foreach (var (one, other) in kept.Zip(given))
            ShouldBeSame(one.Value, other.Value, one.Name);
    }

    private static void ShouldBeSame(JsonElement before, JsonElement after, string path)
    {
        after.ValueKind.ShouldBe(before.ValueKind, path);
        switch (before.ValueKind)
        {
            case JsonValueKind.Object:
                after.EnumerateObject().Select(member => member.Name).ShouldBe(before.EnumerateObject().Select(member => member.Name), path);
                foreach (var (one, other) in before.EnumerateObject().Zip(after.EnumerateObject()))
                    ShouldBeSame(one.Value, other.Value, $"{path}.{one.Name}");
                break;
            case JsonValueKind.Array:
                after.GetArrayLength().ShouldBe(before.GetArrayLength(), path);
                foreach (var (index, (one, other)) in before.EnumerateArray().Zip(after.EnumerateArray()).Index())
                    ShouldBeSame(one, other, $"{path}[{index}]");
                break;
            case JsonValueKind.String:
                after.GetString().ShouldBe(before.GetString(), path);
                break;
            default:
                after.GetRawText().ShouldBe(before.GetRawText(), path);
                break;
        }
    }
}
