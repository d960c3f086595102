using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Writes journals as the REST API takes them.</summary>
internal static class JournalJson
{
    /// <summary>The object to create.</summary>
    /// <param name="draft">The journal.</param>
    public static JsonObject Write(JournalDraft draft)
    {
        var entry = draft.Entry;
        var json = new JsonObject
        {
            ["glJournal"] = new JsonObject { ["id"] = entry.Journal },
            ["postingDate"] = IntacctXml.WriteIso(entry.Date),
            ["description"] = entry.Title,
            ["referenceNumber"] = entry.Reference,
        };
        if (draft.ReverseOn is { } day)
            json["reversePostingDate"] = IntacctXml.WriteIso(day);
        if (draft.BaseLocation is not null)
            json["baseLocation"] = new JsonObject { ["id"] = draft.BaseLocation };
        if (entry.State == "Draft")
            json["state"] = "draft";
        OwnFields.AddTo(json, draft.Settings.CustomFields);
        json["lines"] = new JsonArray([.. entry.Lines.Select(line => (JsonNode)Write(line, draft))]);
        return json;
    }

    private static JsonObject Write(JournalLine line, JournalDraft draft)
    {
        var json = new JsonObject
        {
            ["txnType"] = line.Side == JournalSide.Debit ? "debit" : "credit",
            ["txnAmount"] = IntacctXml.Write(line.Amount, line.Currency),
            ["glAccount"] = new JsonObject { ["id"] = line.Account },
        };
        if (!string.IsNullOrEmpty(line.Description))
            json["description"] = line.Description;
        if (!string.IsNullOrEmpty(line.Document))
            json["documentId"] = line.Document;
        if (draft.Tags(line).ToJson() is { } dimensions)
            json["dimensions"] = dimensions;
        if (!string.IsNullOrEmpty(line.Currency))
            json["currency"] = Money(line.Currency, draft.Settings.Rate);
        return json;
    }

    private static JsonObject Money(string currency, ExchangeRate rate)
    {
        var json = new JsonObject { ["txnCurrency"] = currency };
        if (rate.Date is { } day)
            json["exchangeRateDate"] = IntacctXml.WriteIso(day);
        if (rate.Type is not null)
            json["exchangeRateTypeId"] = rate.Type;
        if (rate.Rate is { } explicitRate)
            json["exchangeRate"] = decimal.Round(explicitRate, 4, MidpointRounding.AwayFromZero);
        return json;
    }
}
