using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>What is needed to trust a Server notification or a Form response.</summary>
[ConnectionType("opayo-notifications", "Opayo notifications (Server and Form)", Description = "Checks what Opayo's payment pages send to a webhook: the vendor's name is part of every signature, the Form password decrypts.")]
public sealed class OpayoNotificationsConnection : Connection<OpayoNotificationReader>
{
    /// <summary>The merchant's name at Opayo.</summary>
    [ConnectionField("Vendor name", Description = "The name that Opayo gave the merchant account.", IsRequired = true)]
    public string VendorName { get; set; } = "";

    /// <summary>Form's encryption password, 16 characters; null where Form is not used.</summary>
    [ConnectionField("Form encryption password", Description = "16 characters, in MyOpayo under Settings, Administrator. Empty where the shop does not use Form.")]
    public Secret? FormPassword { get; set; }

    /// <inheritdoc/>
    public override OpayoNotificationReader CreateClient(ConnectionContext context)
    {
        var password = string.IsNullOrEmpty(FormPassword?.Reveal()) ? null : FormPassword;
        if (password is not null && password.Reveal().Length != 16)
            throw new ActivityException(FailureKind.Misconfigured, $"The connection's Form encryption password has {password.Reveal().Length} characters; Opayo's have 16.");
        return new OpayoNotificationReader(VendorAddress.Required(VendorName, "vendor name"), password);
    }

    /// <inheritdoc/>
    public override Task<ConnectionTest> TestAsync(OpayoNotificationReader client, CancellationToken cancellationToken) => Task.FromResult(new ConnectionTest(
        true,
        $"The fields are complete for vendor {VendorName}{(client.ReadsForm ? ", Form responses included" : "; Form responses cannot be read without the encryption password")}. Opayo is not called: it calls here, and the first notification shows whether they are right."));
}
