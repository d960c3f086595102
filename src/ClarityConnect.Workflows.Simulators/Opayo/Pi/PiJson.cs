using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>Writes Pi's answers.</summary>
internal static class PiJson
{
    public static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>A transaction. The merchant's reference is not in it.</summary>
    public static JsonObject Transaction(OpayoTransaction transaction)
    {
        var json = new JsonObject
        {
            ["transactionId"] = transaction.TransactionId,
            ["transactionType"] = transaction.Type,
            ["status"] = transaction.Status,
            ["statusCode"] = transaction.StatusCode,
            ["statusDetail"] = transaction.StatusDetail,
            ["retrievalReference"] = transaction.RetrievalReference,
        };
        if (transaction.BankResponseCode is { } response)
            json["bankResponseCode"] = response;
        if (transaction.BankAuthorisationCode is { } bank)
            json["bankAuthorisationCode"] = bank;
        json["amount"] = new JsonObject { ["totalAmount"] = transaction.Amount, ["saleAmount"] = transaction.Amount, ["surchargeAmount"] = 0 };
        json["currency"] = transaction.Currency;
        json["paymentMethod"] = new JsonObject
        {
            ["card"] = new JsonObject
            {
                ["cardType"] = transaction.Card.CardType,
                ["lastFourDigits"] = transaction.Card.LastFourDigits,
                ["expiryDate"] = transaction.Card.ExpiryDate,
                ["cardIdentifier"] = transaction.Card.CardIdentifier,
                ["reusable"] = transaction.Card.Reusable,
            },
        };
        json["3DSecure"] = new JsonObject { ["status"] = transaction.ThreeDSecure };
        if (transaction.Type != "Refund" && transaction.BankResponseCode == "00")
        {
            json["avsCvcCheck"] = new JsonObject
            {
                ["status"] = "AllMatched", ["address"] = "Matched", ["postalCode"] = "Matched", ["securityCode"] = "Matched",
            };
        }

        if (transaction.State == OpayoState.Declined)
        {
            json["additionalDeclineDetail"] = new JsonObject
            {
                ["additionalDeclineCode"] = transaction.BankResponseCode == "05" ? "51" : transaction.BankResponseCode,
                ["additionalDeclineDescription"] = transaction.BankResponseCode == "05" ? "Insufficient funds" : "Authentication required",
                ["additionalDeclineCategory"] = transaction.BankResponseCode == "05" ? "02" : "03",
            };
        }

        return json;
    }

    /// <summary>What is answered while the customer has to go to the bank's page.</summary>
    public static JsonObject Challenge(OpayoTransaction transaction, Uri acs) => new()
    {
        ["statusCode"] = "2021",
        ["statusDetail"] = "Please redirect your customer to the ACS to complete the 3DS Transaction",
        ["transactionId"] = transaction.TransactionId,
        ["acsUrl"] = new Uri(acs, transaction.TransactionId).AbsoluteUri,
        ["acsTransId"] = OpayoBooks.Id($"acs {transaction.TransactionId}").ToLowerInvariant(),
        ["dsTransId"] = OpayoBooks.Id($"ds {transaction.TransactionId}").ToLowerInvariant(),
        ["cReq"] = Base64(new JsonObject { ["messageType"] = "CReq", ["threeDSServerTransID"] = transaction.TransactionId.ToLowerInvariant() }),
        ["status"] = "3DAuth",
    };

    /// <summary>The text that the bank's page posts as cres.</summary>
    public static string ChallengeResponse(string transactionId, bool authenticated) => Base64(new JsonObject
    {
        ["messageType"] = "CRes", ["threeDSServerTransID"] = transactionId.ToLowerInvariant(), ["transStatus"] = authenticated ? "Y" : "N",
    });

    /// <summary>Whether a cres says that the customer is who he says; null where it is none of this transaction.</summary>
    public static bool? IsAuthenticated(string challengeResponse, string transactionId)
    {
        try
        {
            var padded = challengeResponse.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            var json = JsonNode.Parse(Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='))) as JsonObject;
            return json is not null && string.Equals((string?)json["threeDSServerTransID"], transactionId, StringComparison.OrdinalIgnoreCase) ? (string?)json["transStatus"] == "Y" : null;
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Base64(JsonObject json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
