using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace ClarityConnect.Workflows.Simulators.Opayo.Notifications;

/// <summary>Writes what Server posts to a NotificationURL, and what Form puts into its address.</summary>
internal static class ServerNotification
{
    private static readonly string[] Signed =
    [
        "AddressResult", "PostCodeResult", "CV2Result", "GiftAid", "3DSecureStatus", "CAVV", "AddressStatus", "PayerStatus", "CardType", "Last4Digits", "DeclineCode",
        "ExpiryDate", "FraudResponse", "BankAuthCode", "ACSTransID", "DSTransID", "SchemeTraceID",
    ];

    /// <summary>The form, URL-encoded in ISO-8859-1.</summary>
    public static byte[] Form(OpayoTransaction transaction, string vendor, NotificationDelivery delivery)
    {
        var fields = Fields(transaction, delivery);
        fields["VPSSignature"] = Sign(fields, vendor, delivery.WrongSignature ? "AAAAAAAAAA" : transaction.SecurityKey);
        return Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={HttpUtility.UrlEncode(field.Value, Encoding.Latin1)}")));
    }

    /// <summary>The crypt of Form.</summary>
    public static string Crypt(OpayoTransaction transaction, string password)
    {
        var fields = Fields(transaction, new NotificationDelivery { Protocol = "3.00" });
        fields.Remove("TxType");
        fields["Amount"] = OpayoCurrencies.Format(transaction.MajorAmount, transaction.Currency);
        var plain = string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"));
        var key = Encoding.Latin1.GetBytes(password);
        using var aes = Aes.Create();
        aes.Key = key;
#pragma warning disable CA5401 // the vendor's choice: the password is key and initialisation vector
        return "@" + Convert.ToHexString(aes.EncryptCbc(Encoding.Latin1.GetBytes(plain), key, PaddingMode.PKCS7));
#pragma warning restore CA5401
    }

    private static Dictionary<string, string> Fields(OpayoTransaction transaction, NotificationDelivery delivery)
    {
        var approved = transaction.BankResponseCode == "00" && transaction.State is OpayoState.Authorised or OpayoState.Deferred;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["VPSProtocol"] = delivery.Protocol,
            ["TxType"] = transaction.Type.ToUpperInvariant(),
            ["VendorTxCode"] = transaction.VendorTxCode,
            ["VPSTxId"] = $"{{{transaction.TransactionId}}}",
            ["Status"] = delivery.Status ?? Word(transaction.State),
            ["StatusDetail"] = $"{transaction.StatusCode} : {transaction.StatusDetail}",
            ["TxAuthNo"] = approved ? transaction.RetrievalReference.ToString(CultureInfo.InvariantCulture) : "",
            ["AVSCV2"] = approved ? "ALL MATCH" : "DATA NOT CHECKED",
            ["AddressResult"] = approved ? "MATCHED" : "NOTCHECKED",
            ["PostCodeResult"] = approved ? "MATCHED" : "NOTCHECKED",
            ["CV2Result"] = approved ? "MATCHED" : "NOTCHECKED",
            ["GiftAid"] = "0",
            ["3DSecureStatus"] = transaction.ThreeDSecure == "Authenticated" ? "OK" : "NOTCHECKED",
            ["CAVV"] = approved ? "AAABARR5kwAAAAAAAAAAAAAAAAA=" : "",
            ["CardType"] = transaction.Card.CardType switch { "MasterCard" => "MC", "DebitMasterCard" => "MCDEBIT", "AmericanExpress" => "AMEX", "VisaDebit" => "DELTA", var other => other.ToUpperInvariant() },
            ["Last4Digits"] = transaction.Card.LastFourDigits,
            ["DeclineCode"] = transaction.BankResponseCode ?? "",
            ["ExpiryDate"] = transaction.Card.ExpiryDate,
            ["FraudResponse"] = "ACCEPT",
            ["BankAuthCode"] = transaction.BankAuthorisationCode ?? "",
        };
        if (delivery.Protocol != "4.00")
            return fields;
        fields["ACSTransID"] = OpayoBooks.Id($"acs {transaction.TransactionId}").ToLowerInvariant();
        fields["DSTransID"] = OpayoBooks.Id($"ds {transaction.TransactionId}").ToLowerInvariant();
        fields["SchemeTraceID"] = "MCC000000355";
        return fields;
    }

    private static string Sign(Dictionary<string, string> fields, string vendor, string securityKey)
    {
        var text = new StringBuilder()
            .Append(fields["VPSTxId"]).Append(fields["VendorTxCode"]).Append(fields["Status"]).Append(fields["TxAuthNo"])
            .Append(vendor.ToLowerInvariant()).Append(fields["AVSCV2"]).Append(securityKey);
        foreach (var name in Signed)
            text.Append(fields.GetValueOrDefault(name, ""));
#pragma warning disable CA5351 // the vendor's choice
        return Convert.ToHexString(MD5.HashData(Encoding.Latin1.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }

    private static string Word(OpayoState state) => state switch
    {
        OpayoState.Authorised or OpayoState.Deferred => "OK",
        OpayoState.Authenticated => "AUTHENTICATED",
        OpayoState.Declined => "NOTAUTHED",
        OpayoState.Rejected => "REJECTED",
        OpayoState.AbortedByCustomer or OpayoState.TimedOut => "ABORT",
        _ => "ERROR",
    };
}
