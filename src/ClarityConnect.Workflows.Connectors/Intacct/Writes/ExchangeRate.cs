using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>How amounts in another currency become amounts in the base currency: by a type of rate and a date, or by a rate.</summary>
/// <param name="Type">The type, such as "Intacct Daily Rate"; null for none.</param>
/// <param name="Date">The day of the rate; null for the day of the posting.</param>
/// <param name="Rate">The rate itself, to four digits; null to let Intacct look it up.</param>
internal sealed record ExchangeRate(string? Type, DateOnly? Date, decimal? Rate)
{
    public static readonly ExchangeRate None = new(null, null, null);

    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it says two things at once, or nothing possible.</exception>
    public void Check()
    {
        if (Rate is not null && Type is not null)
            throw new ActivityException(FailureKind.InvalidData, $"Both an exchange rate ({Rate}) and a type of exchange rate ({Type}) are given. Give one of them.");
        if (Rate <= 0)
            throw new ActivityException(FailureKind.InvalidData, $"The exchange rate {Rate} is not above zero.");
    }

    /// <summary>The elements of a journal line or of an object of the newer kind.</summary>
    public IEnumerable<XElement> ToElements()
    {
        if (Date is { } date)
            yield return new XElement("EXCH_RATE_DATE", IntacctXml.Write(date));
        if (Type is not null)
            yield return new XElement("EXCH_RATE_TYPE_ID", Type);
        if (Rate is not null)
            yield return new XElement("EXCHANGE_RATE", Text(Rate.Value));
    }

    /// <summary>The elements of the older functions.</summary>
    public IEnumerable<XElement> ToLegacyElements()
    {
        if (Date is { } date)
            yield return new XElement("exchratedate", IntacctXml.Parts(date));
        if (Type is not null)
            yield return new XElement("exchratetype", Type);
        if (Rate is not null)
            yield return new XElement("exchrate", Text(Rate.Value));
    }

    /// <summary>The object "exchangeRate" of REST; null where nothing is given.</summary>
    public JsonObject? ToJson()
    {
        if (this == None)
            return null;
        var json = new JsonObject();
        if (Date is { } date)
            json["date"] = IntacctXml.WriteIso(date);
        if (Type is not null)
            json["typeId"] = Type;
        if (Rate is not null)
            json["rate"] = Rate.Value;
        return json;
    }

    private static string Text(decimal rate) => decimal.Round(rate, 4, MidpointRounding.AwayFromZero).ToString("0.0000", CultureInfo.InvariantCulture);
}
