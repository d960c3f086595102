using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>Creates transactions and ends their 3-D Secure. Checks come in the order: data, reference, earlier transaction, card, bank.</summary>
internal sealed class PiTransactions(OpayoBooks books, PiCards cards, Func<Uri> acs)
{
    private static readonly string[] Types = ["Payment", "Deferred", "Authenticate", "Authorise", "Repeat", "Refund"];
    private static readonly string[] Checks = ["UseMSPSetting", "Force", "Disable", "ForceIgnoringRules"];

    public Answer Create(string body)
    {
        var request = new PiRequest(body);
        var type = request.OneOf("transactionType", "", Types);
        return type is "Authorise" or "Repeat" or "Refund" ? FollowUp(request, type) : FromCard(request, type);
    }

    /// <summary>A challenge's response ends the transaction.</summary>
    public Answer Complete(string transactionId, string body)
    {
        var request = new PiRequest(body);
        var response = request.Required("cRes", 100_000);
        request.Check();
        var transaction = books.Find(transactionId) ?? throw PiRefusal.NoTransaction();
        if (transaction.State != OpayoState.AtThreeDSecure)
            throw PiRefusal.WrongState();
        if (PiJson.IsAuthenticated(response, transaction.TransactionId) is not { } authenticated)
            throw PiRefusal.Fields([(1009, "cRes", "Contains invalid value")]);
        var ended = CardJudge.Decide(
            transaction with { Status = "Ok", StatusCode = "0000", StatusDetail = "The Authorisation was Successful." }, authenticated, checks3DSecure: true, forced: true, books);
        books.Put(ended);
        return Answer.Json(201, PiJson.Transaction(ended));
    }

    private Answer FromCard(PiRequest request, string type)
    {
        var code = VendorTxCode(request);
        var amount = request.Amount("amount");
        var currency = Currency(request);
        var description = request.Required("description", 100);
        request.Required("customerFirstName", 20);
        request.Required("customerLastName", 20);
        Address(request);
        request.Optional("customerEmail", 80);
        request.Optional("customerPhone", 19);
        request.Optional("customerMobilePhone", 19);
        var settlement = request.Optional("settlementReferenceText", 30);
        var entry = request.OneOf("entryMethod", "Ecommerce", "Ecommerce", "MailOrder", "TelephoneOrder");
        var apply = request.OneOf("apply3DSecure", "UseMSPSetting", Checks);
        request.OneOf("applyAvsCvcCheck", "UseMSPSetting", Checks);
        var card = cards.Find(request);
        var isChecked = entry == "Ecommerce" && apply != "Disable" && request["credentialType.initiatedType"]?.ToString() != "MIT";
        if (isChecked && request.Text("strongCustomerAuthentication.notificationURL").Length == 0)
            request.Wrong(1003, "strongCustomerAuthentication.notificationURL", "Missing mandatory field");
        request.Check();
        RefuseUsed(code, type);

        var charged = cards.Use(card!, request.Flag("paymentMethod.card.save"));
        var transaction = New(type, code, amount, currency, description, charged) with { SettlementReference = settlement.Length == 0 ? null : settlement };
        if (isChecked && CardJudge.WantsChallenge(charged.Cardholder))
        {
            transaction = transaction with { State = OpayoState.AtThreeDSecure, Status = "3DAuth", StatusCode = "2021", StatusDetail = "Please redirect your customer to the ACS to complete the 3DS Transaction" };
            books.Put(transaction);
            return Answer.Json(202, PiJson.Challenge(transaction, acs()));
        }

        return Store(CardJudge.Decide(transaction, challenged: null, isChecked, forced: apply == "Force", books));
    }

    private Answer FollowUp(PiRequest request, string type)
    {
        var code = VendorTxCode(request);
        var amount = request.Amount("amount");
        var description = request.Required("description", 100);
        var reference = request.Required("referenceTransactionId", 38);
        var currency = type == "Repeat" ? Currency(request) : "";
        request.Check();
        RefuseUsed(code, type);
        var earlier = books.Find(reference) ?? throw PiRefusal.NoTransaction();
        switch (type)
        {
            case "Refund":
                if (earlier.State != OpayoState.Authorised || earlier.Type == "Refund")
                    throw PiRefusal.WrongState();
                if (books.Sum(earlier.TransactionId, "Refund") + amount > earlier.Amount)
                    throw PiRefusal.Single(403, 1018, "The refund amount exceeds the amount of the original transaction");
                break;
            case "Authorise":
                if (earlier.State != OpayoState.Authenticated)
                    throw PiRefusal.WrongState();
                if (books.Sum(earlier.TransactionId, "Authorise") + amount > earlier.Amount * 115 / 100)
                    throw PiRefusal.Business("Invalid", "4044", "The Amount including previous authorisations exceeds 115% of the original transaction.");
                break;
            default:
                if (earlier.State is not (OpayoState.Authorised or OpayoState.Deferred or OpayoState.Authenticated) || earlier.Type == "Refund")
                    throw PiRefusal.WrongState();
                break;
        }

        var transaction = New(type, code, amount, currency.Length == 0 ? earlier.Currency : currency, description, earlier.Card) with { ReferenceTransactionId = earlier.TransactionId };
        return Store(type == "Refund" ? Refunded(transaction) : CardJudge.Decide(transaction, challenged: null, checks3DSecure: false, forced: true, books));
    }

    private OpayoTransaction Refunded(OpayoTransaction transaction) => transaction with
    {
        State = OpayoState.Authorised,
        StatusDetail = "The Authorisation was Successful.",
        RetrievalReference = books.NextRetrievalReference(),
        CompletedAt = books.Now,
        CapturedAt = books.Now,
    };

    private OpayoTransaction New(string type, string code, long amount, string currency, string description, OpayoCard card)
    {
        var id = books.NextId();
        return new OpayoTransaction
        {
            TransactionId = id,
            VendorTxCode = code,
            Type = type,
            Amount = amount,
            Currency = currency,
            Description = description,
            Card = card,
            SecurityKey = OpayoBooks.SecurityKey(id),
            StartedAt = books.Now,
        };
    }

    private Answer Store(OpayoTransaction transaction)
    {
        books.Put(transaction);
        var answer = Answer.Json(201, PiJson.Transaction(transaction));
        // What Opayo did not do is no success in the ledger either.
        return transaction.State is OpayoState.Declined or OpayoState.Rejected or OpayoState.Failed ? answer with { Outcomes = [$"{transaction.Status} {transaction.StatusCode}"] } : answer;
    }

    private void RefuseUsed(string code, string type)
    {
        if (books.FindByCode(code) is not { } used)
            return;
        throw used.Type == type
            ? PiRefusal.Business("Invalid", "4001", "The VendorTxCode has been used before. Each transaction you send should have a unique VendorTxCode.")
            : PiRefusal.Business("Invalid", "4042", "The VendorTxCode is associated with another transaction.");
    }

    private static string VendorTxCode(PiRequest request)
    {
        var code = request.Required("vendorTxCode", 40);
        if (!code.All(c => char.IsAsciiLetterOrDigit(c) || "-._{}".Contains(c)))
            request.Wrong(1005, "vendorTxCode", "Contains invalid characters");
        return code;
    }

    private static string Currency(PiRequest request)
    {
        var currency = request.Required("currency", 3);
        if (currency.Length > 0 && !OpayoCurrencies.Takes(currency))
            request.Wrong(1010, "currency", "The currency does not exist");
        return currency;
    }

    private static void Address(PiRequest request)
    {
        const string path = "billingAddress";
        if (request[path] is null)
        {
            request.Wrong(1003, path, "Missing mandatory field");
            return;
        }

        request.Required($"{path}.address1", 50);
        request.Optional($"{path}.address2", 50);
        request.Optional($"{path}.address3", 50);
        request.Required($"{path}.city", 40);
        var country = request.Required($"{path}.country", 2);
        if (country == "IE")
            request.Optional($"{path}.postalCode", 10);
        else
            request.Required($"{path}.postalCode", 10);
        if (country == "US")
            request.Required($"{path}.state", 2);
    }
}
