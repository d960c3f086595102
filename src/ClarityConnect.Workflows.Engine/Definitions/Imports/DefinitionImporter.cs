using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>Looks into files that hold definitions, and imports them.</summary>
/// <param name="read">Reads a definition.</param>
/// <param name="compiler">Compiles it.</param>
/// <param name="validator">Checks it.</param>
/// <param name="store">Where definitions are.</param>
/// <param name="publisher">Saves them.</param>
public sealed class DefinitionImporter(
    ReadDefinition read, DefinitionCompiler compiler, DefinitionValidator validator, IDefinitionStore store, DefinitionPublisher publisher)
{
    private const string NoRoot = "It is no workflow definition: it has no 'root' activity.";

    /// <summary>Says what a file holds and what importing it would do.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="json">Its text.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    public async Task<InspectedFile> InspectAsync(string file, string json, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new InspectedFile(file) { Problem = new ImportProblem("It is empty. Give the JSON of a workflow definition.") };
        if (FindMistake(json.TrimStart('\uFEFF')) is { } problem)
            return new InspectedFile(file) { Problem = problem };
        try
        {
            var document = read(json);
            return document.HasRoot
                ? await InspectAsync(file, document, cancellationToken)
                : new InspectedFile(file) { Name = document.Name, Problem = new ImportProblem(NoRoot) };
        }
        catch (DefinitionInvalidException exception)
        {
            return new InspectedFile(file) { Problem = new ImportProblem(exception.Message) };
        }
    }

    /// <summary>Imports a definition.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="asCopy">Whether it becomes a definition of its own, with a new id, although one with its id may be there.</param>
    /// <param name="publish">Whether it is published at once; else it is a draft.</param>
    /// <param name="by">Who imports it; null if nobody is known.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="DefinitionInvalidException">It is no definition, cannot be compiled or, when publishing, is not ready to run.</exception>
    public Task<ImportedDefinition> ImportAsync(string json, bool asCopy, bool publish, string? by, CancellationToken cancellationToken)
    {
        var document = read(json);
        if (!document.HasRoot)
            throw new DefinitionInvalidException(NoRoot);
        return publisher.ImportAsync(asCopy ? DefinitionDocument.From(document.ToUnidentifiedNode()) : document, publish, by, cancellationToken);
    }

    private static ImportProblem? FindMistake(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, DefinitionDocument.Options);
            return null;
        }
        catch (JsonException exception)
        {
            var place = JsonPlace.Of(json, exception);
            return new ImportProblem($"This is not valid JSON. {place.What}", place.Line, place.Column, place.Excerpt, place.ExcerptColumn);
        }
    }

    private async Task<InspectedFile> InspectAsync(string file, DefinitionDocument document, CancellationToken cancellationToken)
    {
        var id = document.DefinitionId ?? document.Name ?? "unnamed";
        var workflow = await compiler.CompileAsync(
            new DefinitionVersion
            {
                Id = document.Id ?? id, DefinitionId = id, Version = document.Version, Name = document.Name ?? id, IsLatest = true, IsPublished = false,
                CreatedAt = default, Document = document.ToJson(),
            },
            cancellationToken);
        var activities = workflow.Activities.Where(activity => activity is { Parent: >= 0, IsEmbedded: false }).ToList();
        var findings = await validator.CheckAsync(document, cancellationToken);
        return new InspectedFile(file)
        {
            Name = document.Name,
            DefinitionId = document.DefinitionId,
            Activities = activities.Count,
            Mapped = [.. activities.Select(Mapped).OfType<MappedActivity>()],
            Unknown = [.. activities
                .Where(activity => activity.Activity is Activities.NotFoundActivity)
                .Select(activity => new UnknownActivity(activity.Id, DisplayName(activity), activity.Type, activity.Version))],
            Findings = [.. findings.Where(finding => finding.Code != FindingCodes.UnknownActivityType)],
            Existing = await ExistingAsync(document, cancellationToken),
        };
    }

    private async Task<ExistingDefinition?> ExistingAsync(DefinitionDocument document, CancellationToken cancellationToken)
    {
        if (document.DefinitionId is not { } id
            || await store.FindAsync(new DefinitionFilter { DefinitionIds = [id], IsLatest = true }, cancellationToken) is not { } latest)
            return null;
        return new ExistingDefinition(latest.Name, latest.Version, latest.IsPublished, DefinitionDocument.Parse(latest.Document!).Revision == document.Revision);
    }

    private static MappedActivity? Mapped(CompiledActivity activity)
    {
        if (activity.Descriptor is not { } descriptor || activity.Type == descriptor.TypeName && activity.Version == descriptor.Version)
            return null;
        return new MappedActivity(
            activity.Id, DisplayName(activity), $"{activity.Type} version {activity.Version}", $"{descriptor.TypeName} version {descriptor.Version}");
    }

    private static string DisplayName(CompiledActivity activity) =>
        JsonMembers.Find(activity.Json, "metadata") is { ValueKind: JsonValueKind.Object } metadata && JsonMembers.Text(metadata, "displayText") is { Length: > 0 } text
            ? text
            : activity.Name;
}
