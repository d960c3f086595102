using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>Checks and reads what Opayo, or the customer's browser for it, sends to a webhook. It calls nobody.</summary>
public sealed class OpayoNotificationReader
{
    private readonly string vendor;
    private readonly Secret? formPassword;

    internal OpayoNotificationReader(string vendor, Secret? formPassword) => (this.vendor, this.formPassword) = (vendor, formPassword);

    /// <summary>Whether the connection can read Form responses.</summary>
    internal bool ReadsForm => formPassword is not null;

    internal bool IsSigned(ClassicFields fields, string securityKey) => securityKey.Length > 0 && VpsSignature.IsValid(fields, vendor, securityKey);

    /// <summary>The values of a Form response; null where it was not made with the encryption password.</summary>
    internal ClassicFields? ReadForm(string? crypt)
    {
        if (formPassword is null)
            throw new ActivityException(FailureKind.Misconfigured, "The connection has no Form encryption password. Fill it in to read Form responses.");
        var text = FormCrypt.Decrypt(crypt, formPassword);
        var fields = text is null ? null : ClassicFields.FromPlainText(text);
        return fields?.Find("Status") is null || fields.Find("VendorTxCode") is null ? null : fields;
    }
}
