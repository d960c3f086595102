namespace ClarityConnect.Workflows.Engine.References;

/// <summary>Where cross-references are kept: which records of different systems belong together.</summary>
public interface IReferenceStore
{
    /// <summary>Stores links, all of them in one transaction. The same link again changes nothing; links of the same records at the same time all count.</summary>
    /// <param name="links">The links.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>What came of each, in order.</returns>
    Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links, CancellationToken cancellationToken);

    /// <summary>Finds the groups of many records in one query.</summary>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The group of each record that is linked.</returns>
    Task<IReadOnlyDictionary<RecordReference, string>> FindGroupsAsync(IReadOnlyCollection<RecordReference> records, CancellationToken cancellationToken);

    /// <summary>Lists the records of groups: by group, and in it oldest link first.</summary>
    /// <param name="groupIds">The groups.</param>
    /// <param name="take">How many records at most.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<LinkedRecord>> ListAsync(IReadOnlyCollection<string> groupIds, int take, CancellationToken cancellationToken);

    /// <summary>Finds records whose id begins with a text, as it is written or in capital or small letters, whatever their system and kind; by id.</summary>
    /// <param name="id">The id or its beginning.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<LinkedRecord>> SearchAsync(string id, int take, CancellationToken cancellationToken);
}
