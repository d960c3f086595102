namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>Knows which definitions run which, judged by their latest versions. What an expression decides is not known.</summary>
/// <param name="store">Where definitions are.</param>
/// <param name="compiler">Compiles them.</param>
public sealed class DefinitionGraph(IDefinitionStore store, DefinitionCompiler compiler)
{
    /// <summary>Finds what a definition needs, and what needs it.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The dependencies; null if there is no such definition.</returns>
    public async Task<DefinitionDependencies?> FindAsync(string definitionId, CancellationToken cancellationToken)
    {
        if (await LatestAsync(definitionId, cancellationToken) is not { } version)
            return null;
        return new DefinitionDependencies(
            definitionId,
            version.Name,
            version.Version,
            await UsesAsync(version, cancellationToken),
            await UsedByAsync(definitionId, cancellationToken),
            await ReferencesOfAsync(version, cancellationToken));
    }

    /// <summary>What the activities of a version name; nothing for a version that cannot be compiled.</summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<DefinitionReference>> ReferencesOfAsync(DefinitionVersion version, CancellationToken cancellationToken)
    {
        try
        {
            return ReferenceReader.Read(await compiler.CompileAsync(version, cancellationToken));
        }
        catch (DefinitionInvalidException)
        {
            // A draft may be unfinished; publishing it says what is wrong.
            return [];
        }
    }

    /// <summary>The definitions that a version runs, directly or by way of others, nearest first.</summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<RelatedDefinition>> UsesAsync(DefinitionVersion version, CancellationToken cancellationToken)
    {
        var related = new List<RelatedDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { version.DefinitionId };
        var queue = new Queue<(DefinitionVersion Version, int Distance)>([(version, 0)]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var id in (await DefinitionsInAsync(current.Version, cancellationToken)).Where(seen.Add))
            {
                var used = await RunnableAsync(id, cancellationToken);
                related.Add(new RelatedDefinition(id, used?.Name, used?.IsPublished == true, current.Distance + 1));
                if (used is not null)
                    queue.Enqueue((used, current.Distance + 1));
            }
        }

        return related;
    }

    /// <summary>The definitions that run a definition, directly or by way of others, nearest first.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<RelatedDefinition>> UsedByAsync(string definitionId, CancellationToken cancellationToken)
    {
        var related = new List<RelatedDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { definitionId };
        var queue = new Queue<(string Id, int Distance)>([(definitionId, 0)]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var user in (await ConsumersAsync(current.Id, cancellationToken)).Where(user => seen.Add(user.DefinitionId)))
            {
                related.Add(new RelatedDefinition(user.DefinitionId, user.Name, user.IsPublished, current.Distance + 1));
                queue.Enqueue((user.DefinitionId, current.Distance + 1));
            }
        }

        return related;
    }

    /// <summary>The latest versions, with documents, of the definitions that run a definition directly.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<DefinitionVersion>> ConsumersAsync(string definitionId, CancellationToken cancellationToken)
    {
        // A document mentions each definition that it runs, by id or by the activity type made of its name, so only those that do are compiled.
        var mentioning = new List<DefinitionVersion>();
        foreach (var mention in await MentionsOfAsync(definitionId, cancellationToken))
        {
            var filter = new DefinitionFilter { IsLatest = true, Mentions = mention, WithDocuments = true, OrderBy = "Name" };
            mentioning.AddRange((await store.ListAsync(filter, cancellationToken)).Items);
        }

        var consumers = new List<DefinitionVersion>();
        foreach (var version in mentioning.DistinctBy(version => version.Id).Where(version => version.DefinitionId != definitionId))
        {
            if ((await DefinitionsInAsync(version, cancellationToken)).Contains(definitionId))
                consumers.Add(version);
        }

        return consumers;
    }

    /// <summary>The latest and the published versions, with documents, whose activities name a connection, a mapping table or a secret.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlyList<DefinitionVersion>> UsersOfAsync(ReferenceKind kind, string name, CancellationToken cancellationToken)
    {
        // Other letters may be escaped in a document, each in several ways.
        var mention = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ') ? name : null;
        var filter = new DefinitionFilter { IsLatestOrPublished = true, Mentions = mention, WithDocuments = true, OrderBy = "Name" };
        var users = new List<DefinitionVersion>();
        foreach (var version in (await store.ListAsync(filter, cancellationToken)).Items)
        {
            if ((await ReferencesOfAsync(version, cancellationToken)).Any(reference => reference.Kind == kind && reference.Name == name))
                users.Add(version);
        }

        return users;
    }

    /// <summary>The version of a definition that other definitions run: the published one, or the latest of one that is not published.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<DefinitionVersion?> RunnableAsync(string definitionId, CancellationToken cancellationToken) =>
        await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsPublished = true }, cancellationToken)
        ?? await LatestAsync(definitionId, cancellationToken);

    private Task<DefinitionVersion?> LatestAsync(string definitionId, CancellationToken cancellationToken) =>
        store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsLatest = true }, cancellationToken);

    private async Task<IReadOnlyList<string>> MentionsOfAsync(string definitionId, CancellationToken cancellationToken) =>
        await LatestAsync(definitionId, cancellationToken) is { Name: { } name } ? [definitionId, $"\"{WorkflowActivityType.Of(name)}\""] : [definitionId];

    private async Task<IEnumerable<string>> DefinitionsInAsync(DefinitionVersion version, CancellationToken cancellationToken) =>
        (await ReferencesOfAsync(version, cancellationToken))
            .Where(reference => reference.Kind == ReferenceKind.Definition)
            .Select(reference => reference.Name)
            .OfType<string>()
            .Distinct();
}
