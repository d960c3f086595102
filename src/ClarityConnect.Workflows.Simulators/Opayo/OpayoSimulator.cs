using System.Net.Http.Headers;
using ClarityConnect.Workflows.Simulators.Opayo.Notifications;
using ClarityConnect.Workflows.Simulators.Opayo.Pi;
using ClarityConnect.Workflows.Simulators.Opayo.Reporting;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>Opayo's one store of transactions with its faces: Pi, the reports, the hosted pages' notifications. For tests and the demo to drive and judge.</summary>
public sealed class OpayoSimulator : IDisposable
{
    private readonly SimulatorOptions _options;
    private readonly StateJournal _journal;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    internal OpayoSimulator(SimulatorOptions options, StateJournal journal, TimeProvider time, Func<Uri> acs)
    {
        (_options, _journal) = (options, journal);
        Books = new OpayoBooks(journal, time);
        Pi = new PiSystem(options, Books, acs);
        Reporting = new ReportingSystem(options, Books);
    }

    /// <summary>Every transaction, declined ones included, in the order in which they were made.</summary>
    public IReadOnlyList<OpayoTransaction> Transactions
    {
        get
        {
            lock (Books.Gate) return [.. Books.Transactions];
        }
    }

    /// <summary>The settlement batches so far.</summary>
    public IReadOnlyList<OpayoBatch> Batches
    {
        get
        {
            lock (Books.Gate)
            {
                Books.CatchUp();
                return Books.Batches;
            }
        }
    }

    /// <summary>
    /// Successes of the same type, description and amount under different references. Empty after a correct run: nobody was charged or refunded twice.
    /// </summary>
    public IReadOnlyList<OpayoDouble> Doubles =>
    [
        .. Transactions.Where(t => t.State is OpayoState.Authorised or OpayoState.Deferred)
            .GroupBy(t => (t.Type, t.Description, t.MajorAmount, t.Currency, t.ReferenceTransactionId)).Where(g => g.Count() > 1)
            .Select(g => new OpayoDouble(g.Key.Type, g.Key.Description, g.Key.MajorAmount, g.Key.Currency, [.. g.Select(t => t.VendorTxCode)])),
    ];

    /// <summary>What the settlements must come to, by day, acquirer and currency, of all that was taken so far.</summary>
    public IReadOnlyList<OpayoDayExpectation> Expectations => OpayoDayExpectation.Of(Transactions);

    /// <summary>How many reads of a transaction answer "not found" just after its 3-D Secure. Default 0.</summary>
    public int ReadsMissedAfterThreeDSecure
    {
        get => Pi.ReadsMissed;
        set => Pi.ReadsMissed = value;
    }

    internal OpayoBooks Books { get; }

    internal PiSystem Pi { get; }

    internal ReportingSystem Reporting { get; }

    internal AcsSystem Acs { get; } = new();

    /// <summary>A transaction by the merchant's reference; null for none.</summary>
    public OpayoTransaction? Find(string vendorTxCode)
    {
        lock (Books.Gate) return Books.FindByCode(vendorTxCode);
    }

    /// <summary>What was taken less what went back in a currency, over all transactions.</summary>
    public decimal Takings(string currency) => Transactions.Where(t => t.Currency == currency).Sum(t => t.Takings);

    /// <summary>Registers a card as the customer's browser would, and gives its session key and identifier.</summary>
    /// <param name="card">The card; session key and identifier are made up where they are null.</param>
    public async Task<OpayoCard> AddCardAsync(OpayoCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        OpayoCard added;
        lock (Books.Gate) added = Pi.Cards.Add(card);
        await _journal.FlushAsync();
        return added;
    }

    /// <summary>What the bank's page posts to the shop as cres, once the customer has been there.</summary>
    /// <param name="transactionId">The transaction.</param>
    /// <param name="authenticated">Whether the customer passed.</param>
    public string ChallengeResponse(string transactionId, bool authenticated = true) => PiJson.ChallengeResponse(Known(transactionId).TransactionId, authenticated);

    /// <summary>Adds a transaction that somebody else made. The same reference again changes nothing.</summary>
    /// <exception cref="ArgumentException">A refund names no payment that is there.</exception>
    public async Task<OpayoTransaction> AddTransactionAsync(OpayoSale sale)
    {
        ArgumentNullException.ThrowIfNull(sale);
        OpayoTransaction added;
        lock (Books.Gate) added = Add(sale);
        await _journal.FlushAsync();
        return added;
    }

    /// <summary>Makes up a day of payments and refunds. The same options again change nothing.</summary>
    /// <returns>What the day's settlement must come to, by acquirer and currency, with all else that was taken on it.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public async Task<IReadOnlyList<OpayoDayExpectation>> AddDayAsync(OpayoDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var sales = OpayoDayMaker.Make(day);
        lock (Books.Gate)
        {
            foreach (var sale in sales)
                Add(sale);
        }

        await _journal.FlushAsync();
        return [.. Expectations.Where(expected => expected.Day == day.Day)];
    }

    /// <summary>Settles everything up to a day now, as happens by itself after midnight in the United Kingdom.</summary>
    /// <param name="through">The last day.</param>
    public async Task<IReadOnlyList<OpayoBatch>> SettleAsync(DateOnly through)
    {
        lock (Books.Gate) Books.Settle(through);
        await _journal.FlushAsync();
        return Batches;
    }

    /// <summary>Voids a transaction as a person in MyOpayo would.</summary>
    /// <exception cref="InvalidOperationException">Its state does not allow that.</exception>
    public async Task<OpayoTransaction> VoidAsync(string transactionId)
    {
        OpayoTransaction changed;
        try
        {
            lock (Books.Gate) changed = Pi.Instructions.Carry(transactionId, "void", 0);
        }
        catch (PiRefusal refusal)
        {
            throw new InvalidOperationException($"Transaction {transactionId} cannot be voided: {refusal.Message}.", refusal);
        }

        await _journal.FlushAsync();
        return changed;
    }

    /// <summary>Posts how a transaction ended to a NotificationURL. A bad answer cancels the transaction, as at Opayo.</summary>
    /// <param name="transactionId">The transaction.</param>
    /// <param name="callback">Where it goes.</param>
    /// <param name="delivery">How it is sent.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The answers.</returns>
    public async Task<IReadOnlyList<NotificationReply>> NotifyAsync(string transactionId, Uri callback, NotificationDelivery delivery, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var form = Notification(transactionId, delivery);
        var replies = new List<NotificationReply>();
        for (var time = 0; time < delivery.Times; time++)
        {
            using var content = new ByteArrayContent(form);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            using var answer = await _http.PostAsync(callback, content, ct);
            replies.Add(new NotificationReply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct)));
        }

        if (replies.TrueForAll(reply => reply.Status != "OK"))
        {
            lock (Books.Gate)
                Books.Put(Books.Find(transactionId)! with { State = OpayoState.BadlyAnswered, Status = "Error", StatusCode = "5006", StatusDetail = "Unable to redirect to Vendor's web site.", CapturedAt = null });
            await _journal.FlushAsync();
        }

        return replies;
    }

    /// <summary>The body of a notification, without sending it.</summary>
    /// <param name="transactionId">The transaction.</param>
    /// <param name="delivery">How it would be sent.</param>
    public byte[] Notification(string transactionId, NotificationDelivery delivery) => ServerNotification.Form(Known(transactionId), _options.OpayoVendor, delivery);

    /// <summary>The crypt with which Form sends a customer back to the shop.</summary>
    /// <param name="transactionId">The transaction.</param>
    public string FormResponse(string transactionId) => ServerNotification.Crypt(Known(transactionId), _options.OpayoFormPassword);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private OpayoTransaction Known(string transactionId)
    {
        lock (Books.Gate) return Books.Find(transactionId) ?? throw new ArgumentException($"There is no transaction {transactionId}.");
    }

    private OpayoTransaction Add(OpayoSale sale)
    {
        if (Books.FindByCode(sale.VendorTxCode) is { } known)
            return known;
        var original = sale.RefundOf is null ? null : Books.FindByCode(sale.RefundOf) ?? throw new ArgumentException($"There is no payment {sale.RefundOf} to refund.");
        var state = sale.State ?? sale.Type switch { "Deferred" => OpayoState.Deferred, "Authenticate" => OpayoState.Authenticated, _ => OpayoState.Authorised };
        var approved = state is OpayoState.Authorised or OpayoState.Deferred;
        var id = sale.TransactionId ?? Books.NextId();
        var at = sale.At ?? Books.Now;
        var transaction = new OpayoTransaction
        {
            TransactionId = id,
            VendorTxCode = sale.VendorTxCode,
            Type = sale.Type,
            State = state,
            Status = state switch { OpayoState.Declined => "NotAuthed", OpayoState.Rejected => "Rejected", OpayoState.Authenticated => "Authenticated", _ => approved ? "Ok" : "Error" },
            StatusCode = state switch { OpayoState.Declined => "2000", OpayoState.Rejected => "2001", OpayoState.AbortedByCustomer => "2013", OpayoState.Authenticated => "2010", _ => approved ? "0000" : "2015" },
            StatusDetail = approved ? "The Authorisation was Successful." : "The Authorisation was not Successful.",
            Amount = decimal.ToInt64(sale.Amount * OpayoCurrencies.Factor(sale.Currency)),
            Currency = sale.Currency,
            Description = sale.Description ?? sale.VendorTxCode,
            ReferenceTransactionId = original?.TransactionId,
            Card = new OpayoCard { CardIdentifier = OpayoBooks.Id($"card of {id}"), CardType = sale.CardType, LastFourDigits = sale.LastFourDigits },
            RetrievalReference = approved ? Books.NextRetrievalReference() : 0,
            BankAuthorisationCode = approved && sale.Type != "Refund" ? Books.BankCode() : null,
            BankResponseCode = sale.Type == "Refund" ? null : state == OpayoState.Declined ? "05" : approved ? "00" : null,
            ThreeDSecure = approved && sale.Type != "Refund" ? "Authenticated" : "NotChecked",
            SecurityKey = OpayoBooks.SecurityKey(id),
            StartedAt = at,
            CompletedAt = at,
            CapturedAt = state == OpayoState.Authorised ? at : null,
        };
        Books.Put(transaction);
        return transaction;
    }
}
