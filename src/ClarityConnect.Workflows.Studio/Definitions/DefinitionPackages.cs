using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Writes definitions as files that Elsa 3 imports, and many of them as an archive.</summary>
/// <param name="graph">Knows what they need.</param>
/// <param name="time">The clock.</param>
internal sealed class DefinitionPackages(DefinitionGraph graph, TimeProvider time)
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    private static readonly JsonSerializerOptions Indented = new(WorkflowJson.Options) { WriteIndented = true, MaxDepth = 512 };

    /// <summary>The stored document with the schema first; all its members as they came.</summary>
    public static byte[] Content(DefinitionVersion version)
    {
        var document = DefinitionDocument.Parse(version.Document!).WithEnvelope(version).ToNode();
        document.Remove("$schema");
        var file = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in document.ToList())
        {
            document.Remove(name);
            file[name] = value;
        }

        return Encoding.UTF8.GetBytes(file.ToJsonString(Indented));
    }

    public static string FileName(DefinitionVersion version) => $"workflow-definition-{Slug(version.Name ?? "")}-{version.DefinitionId}-{version.Id}.json";

    /// <summary>Adds to versions the definitions that they run and those that run them, directly or by way of others.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> CollectAsync(
        IReadOnlyList<DefinitionVersion> versions, bool withDependencies, bool withConsumers, CancellationToken cancellationToken)
    {
        var collected = versions.DistinctBy(version => version.Id).ToList();
        if (withConsumers)
        {
            foreach (var definitionId in versions.Select(version => version.DefinitionId).Distinct().ToList())
                await AddAsync(collected, await graph.UsedByAsync(definitionId, cancellationToken), cancellationToken);
        }

        if (withDependencies)
        {
            foreach (var version in collected.ToList())
                await AddAsync(collected, await graph.UsesAsync(version, cancellationToken), cancellationToken);
        }

        return collected;
    }

    /// <summary>An archive of versions, with a manifest of what they need besides.</summary>
    public async Task<byte[]> PackAsync(IReadOnlyList<DefinitionVersion> versions, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var version in versions)
                await WriteAsync(archive, FileName(version), Content(version), cancellationToken);
            await WriteAsync(archive, ImportFiles.ManifestName, JsonSerializer.SerializeToUtf8Bytes(await ManifestAsync(versions, cancellationToken), Indented), cancellationToken);
        }

        return buffer.ToArray();
    }

    private async Task AddAsync(List<DefinitionVersion> collected, IReadOnlyList<RelatedDefinition> related, CancellationToken cancellationToken)
    {
        foreach (var definitionId in related.Select(definition => definition.DefinitionId).Except(collected.Select(version => version.DefinitionId)).ToList())
        {
            if (await graph.RunnableAsync(definitionId, cancellationToken) is { } version)
                collected.Add(version);
        }
    }

    private async Task WriteAsync(ZipArchive archive, string name, byte[] content, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = time.GetUtcNow();
        await using var file = await entry.OpenAsync(cancellationToken);
        await file.WriteAsync(content, cancellationToken);
    }

    private async Task<PackageManifest> ManifestAsync(IReadOnlyList<DefinitionVersion> versions, CancellationToken cancellationToken)
    {
        var references = new List<(string DefinitionId, DefinitionReference Reference)>();
        foreach (var version in versions)
            references.AddRange((await graph.ReferencesOfAsync(version, cancellationToken)).Select(reference => (version.DefinitionId, reference)));
        var named = references.Where(named => named.Reference.Name is not null).ToLookup(named => named.Reference.Kind);
        return new PackageManifest(
            [.. versions.Select(version => new PackagedDefinition(FileName(version), version.DefinitionId, version.Name, version.Version, version.IsPublished))],
            [.. named[ReferenceKind.Connection]
                .GroupBy(named => (named.Reference.Name, named.Reference.ConnectionType))
                .Select(group => new PackagedConnection(group.Key.Name!, group.Key.ConnectionType!, [.. group.Select(named => named.DefinitionId).Distinct()]))],
            [.. named[ReferenceKind.MappingTable]
                .GroupBy(named => named.Reference.Name!)
                .Select(group => new PackagedTable(group.Key, [.. group.Select(named => named.DefinitionId).Distinct()]))],
            [.. named[ReferenceKind.Definition].Select(named => named.Reference.Name!).Except(versions.Select(version => version.DefinitionId))],
            [.. references
                .Where(reference => reference.Reference is { Name: null, Kind: ReferenceKind.Definition or ReferenceKind.Connection or ReferenceKind.MappingTable })
                .Select(reference => new PackagedExpression(
                    reference.DefinitionId, reference.Reference.ActivityId, reference.Reference.Input, reference.Reference.Kind))]);
    }

    private static string Slug(string name) => string.Join(
        '-',
        new string([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
