using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>All transactions, stored cards and batches. Callers hold <see cref="Gate"/>.</summary>
internal sealed class OpayoBooks(StateJournal journal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, OpayoTransaction> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _byCode = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, OpayoCard> _cards = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OpayoBatch> _batches = [];

    // What may still change by itself: kept apart so that a day of 50,000 settled transactions costs nothing.
    private readonly HashSet<string> _unsettled = new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _refunded = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);

    public Lock Gate { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public IEnumerable<OpayoTransaction> Transactions => _order.Select(id => _byId[id]);

    public IReadOnlyList<OpayoBatch> Batches => [.. _batches];

    public OpayoTransaction? Find(string transactionId) => _byId.GetValueOrDefault(transactionId.Trim('{', '}'));

    public OpayoTransaction? FindByCode(string vendorTxCode) => _byCode.TryGetValue(vendorTxCode, out var id) ? _byId[id] : null;

    public OpayoCard? FindCard(string cardIdentifier) => _cards.GetValueOrDefault(cardIdentifier);

    public bool IsRefunded(OpayoTransaction transaction) => _refunded.Contains(transaction.TransactionId);

    public bool IsRepeated(OpayoTransaction transaction) => _repeated.Contains(transaction.TransactionId);

    /// <summary>What was refunded, or authorised, of a transaction.</summary>
    public long Sum(string transactionId, string type) =>
        Transactions.Where(t => t.Type == type && t.ReferenceTransactionId == transactionId && t.State == OpayoState.Authorised).Sum(t => t.Amount);

    public void Put(OpayoTransaction transaction)
    {
        Replay(transaction);
        journal.Append(StateJournal.OpayoTransaction, transaction);
    }

    public void Put(OpayoCard card)
    {
        Replay(card);
        journal.Append(StateJournal.OpayoCard, card);
    }

    public void Replay(OpayoTransaction transaction)
    {
        lock (Gate)
        {
            if (_byId.TryAdd(transaction.TransactionId, transaction))
                _order.Add(transaction.TransactionId);
            else
                _byId[transaction.TransactionId] = transaction;
            _byCode[transaction.VendorTxCode] = transaction.TransactionId;
            if (transaction is { ReferenceTransactionId: { } earlier, State: OpayoState.Authorised })
                (transaction.Type == "Refund" ? _refunded : _repeated).Add(earlier);
            if (transaction.BatchId == 0 && transaction.State is OpayoState.Authorised or OpayoState.AtThreeDSecure)
                _unsettled.Add(transaction.TransactionId);
            else
                _unsettled.Remove(transaction.TransactionId);
        }
    }

    public void Replay(OpayoCard card)
    {
        lock (Gate) _cards[card.CardIdentifier!] = card;
    }

    public void Replay(OpayoBatch batch)
    {
        lock (Gate)
        {
            _batches.Add(batch);
            foreach (var id in batch.TransactionIds)
                Replay(_byId[id] with { BatchId = batch.BatchId });
        }
    }

    /// <summary>Lets time do its work: abandoned 3-D Secure pages end, and days that are over are settled.</summary>
    public void CatchUp() => Settle(UkClock.DayOf(Now).AddDays(-1));

    /// <summary>Settles everything up to a day, one batch for each day and acquirer.</summary>
    public void Settle(DateOnly through)
    {
        var now = Now;
        var open = _unsettled.Select(id => _byId[id]).ToList();
        foreach (var abandoned in open.Where(t => t.State == OpayoState.AtThreeDSecure && now - t.StartedAt > Patience))
        {
            Put(abandoned with
            {
                State = OpayoState.TimedOut, Status = "Error", StatusCode = "2009", StatusDetail = "The transaction was cancelled after 15 minutes of inactivity.", CompletedAt = abandoned.StartedAt + Patience,
            });
        }

        var due = open.Where(t => t is { State: OpayoState.Authorised, CapturedAt: not null } && UkClock.DayOf(t.CapturedAt.Value) <= through)
            .GroupBy(t => (Day: UkClock.DayOf(t.CapturedAt!.Value), t.Acquirer))
            .OrderBy(g => g.Key.Day).ThenByDescending(g => g.Key.Acquirer, StringComparer.Ordinal);
        foreach (var group in due)
        {
            // Sent from one minute past midnight on; a second acquirer's file goes a little later.
            var sent = UkClock.At(group.Key.Day.AddDays(1).ToDateTime(group.Key.Acquirer == "Elavon" ? new TimeOnly(0, 14, 9) : new TimeOnly(0, 31, 40)));
            var batch = new OpayoBatch(
                4711 + _batches.Count, group.Key.Acquirer, group.Key.Day, sent, [.. group.OrderBy(t => t.CapturedAt).ThenBy(t => t.TransactionId, StringComparer.Ordinal).Select(t => t.TransactionId)]);
            Replay(batch);
            journal.Append(StateJournal.OpayoBatch, batch);
        }
    }

    /// <summary>An id in the form of a GUID, in capital letters; the same for the same seed.</summary>
    public static string Id(string seed) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16)).ToString("D").ToUpperInvariant();

    /// <summary>An id that no transaction has.</summary>
    public string NextId() => Id(string.Create(CultureInfo.InvariantCulture, $"transaction {_order.Count}"));

    public long NextRetrievalReference() => 18_240_977 + _order.Count;

    /// <summary>Ten characters, as every transaction has its own.</summary>
    public static string SecurityKey(string transactionId)
    {
        const string letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        return string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes($"security {transactionId}")).Take(10).Select(b => letters[b % letters.Length]));
    }

    public string BankCode() => string.Create(CultureInfo.InvariantCulture, $"T{99777 - (_order.Count % 90_000):00000}");
}
