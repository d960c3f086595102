using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts several journals in one request, each at most once: those that are there already are left out.</summary>
/// <param name="client">The company.</param>
/// <param name="drafts">The journals.</param>
/// <param name="allOrNothing">Whether nothing is kept when one of them is refused.</param>
internal sealed class GlBatch(IntacctClient client, IReadOnlyList<JournalDraft> drafts, bool allOrNothing) : AtMostOnce<GlBatchResult>
{
    /// <summary>The most that the REST API takes in one request; the XML gateway publishes no number.</summary>
    public const int MostEntries = 500;

    /// <summary>Finds everything that is wrong with the journals, before anything is sent.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>.</exception>
    public void Check()
    {
        if (drafts.Count is 0 or > MostEntries)
            throw new ActivityException(FailureKind.InvalidData, $"The batch has {drafts.Count} journals; it needs 1 to {MostEntries}.");
        var problems = new List<string>();
        foreach (var draft in drafts)
        {
            try
            {
                JournalCheck.Check(draft, client.HasSeveralCurrencies);
            }
            catch (ActivityException exception) when (exception.Kind == FailureKind.InvalidData)
            {
                problems.Add(exception.Message);
            }
        }

        problems.AddRange(drafts.GroupBy(draft => draft.Key).Where(group => group.Count() > 1)
            .Select(group => $"The journal '{group.First().Entry.Reference}' is in the batch {group.Count()} times with the same date."));
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, string.Join(" ", problems));
    }

    /// <inheritdoc/>
    /// <remarks>Posting again leaves out what is there, so a batch of which only a part is there counts as not there.</remarks>
    public override async Task<GlBatchResult?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await FindEachAsync(cancellationToken);
        return found.Any(journal => journal is null) ? null : Describe(found, new Dictionary<string, IntacctOutcome>());
    }

    /// <inheritdoc/>
    public override async Task<GlBatchResult> RunAsync(CancellationToken cancellationToken)
    {
        var found = await FindEachAsync(cancellationToken);
        var missing = Missing(found);
        if (missing.Count == 0)
            return Describe(found, new Dictionary<string, IntacctOutcome>());
        var outcomes = await client.WriteAllAsync([.. missing.Select(draft => draft.ToWrite())], allOrNothing, cancellationToken);
        if (outcomes.Any(outcome => outcome.Failure is { Kind: FailureKind.Unauthorized or FailureKind.RateLimited or FailureKind.Transient or FailureKind.OutcomeUnknown }))
            throw outcomes.First(outcome => outcome.Failure is { Kind: not (FailureKind.Rejected or FailureKind.InvalidData) }).Failure!;
        var byKey = missing.Zip(outcomes).ToDictionary(pair => pair.First.Key, pair => pair.Second, StringComparer.Ordinal);
        if (outcomes.All(outcome => outcome.Failure is null))
            return Describe(found, byKey);

        // What Intacct answers to a repeated key is not documented; a journal that is there by now was no refusal.
        found = await FindEachAsync(cancellationToken);
        if (allOrNothing && Missing(found).Count > 0)
            throw Refused(missing, outcomes);
        return Describe(found, byKey);
    }

    private async Task<IReadOnlyList<PostedJournal?>> FindEachAsync(CancellationToken cancellationToken)
    {
        var found = new List<JournalEntry>();
        foreach (var journal in drafts.GroupBy(draft => draft.Entry.Journal, StringComparer.Ordinal))
            found.AddRange(await JournalReader.FindByReferencesAsync(client, journal.Key, journal.Select(draft => draft.Entry.Reference), cancellationToken));
        var byKey = found.ToLookup(entry => (entry.Journal, entry.Reference, entry.Date));
        return [.. drafts.Select(draft => JournalPosting.Match(draft.Entry, [.. byKey[(draft.Entry.Journal, draft.Entry.Reference, draft.Entry.Date)]]))];
    }

    private List<JournalDraft> Missing(IReadOnlyList<PostedJournal?> found) => [.. drafts.Where((_, index) => found[index] is null)];

    private GlBatchResult Describe(IReadOnlyList<PostedJournal?> found, IReadOnlyDictionary<string, IntacctOutcome> outcomes) => new()
    {
        Entries = [.. drafts.Select((draft, index) => Describe(draft, found[index], outcomes.GetValueOrDefault(draft.Key)))],
    };

    private static GlBatchEntry Describe(JournalDraft draft, PostedJournal? found, IntacctOutcome? outcome) => new()
    {
        Journal = draft.Entry.Journal,
        Date = draft.Entry.Date,
        Reference = draft.Entry.Reference,
        Outcome = outcome is { Failure: null } ? GlBatchOutcome.Posted : found is not null ? GlBatchOutcome.AlreadyPosted : GlBatchOutcome.Refused,
        RecordNo = outcome?.RecordNo ?? found?.RecordNo,
        Message = found is null ? outcome?.Failure?.Message : null,
        VendorCode = found is null ? outcome?.Failure?.VendorCode : null,
        TotalDebit = draft.Entry.TotalDebit,
        TotalCredit = draft.Entry.TotalCredit,
    };

    private static ActivityException Refused(List<JournalDraft> sent, IReadOnlyList<IntacctOutcome> outcomes)
    {
        var refused = sent.Zip(outcomes).Where(pair => pair.Second is { Failure: not null, IsRolledBack: false }).ToList();
        var cause = refused.Count > 0 ? refused[0].Second.Failure! : outcomes.First(outcome => outcome.Failure is not null).Failure!;
        var names = string.Join("; ", refused.Select(pair => $"'{pair.First.Entry.Reference}': {pair.Second.Failure!.Message}"));
        return new ActivityException(
            cause.Kind,
            string.Create(CultureInfo.InvariantCulture, $"None of the {sent.Count} journals was posted, because Intacct refused {(refused.Count == 0 ? "the batch: " + cause.Message : names)}"),
            cause)
        {
            VendorCode = cause.VendorCode,
            VendorMessage = cause.VendorMessage,
            SupportId = cause.SupportId,
        };
    }
}
