using System.Net.Mail;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Email;

/// <summary>A mail server that e-mails are handed to by SMTP.</summary>
[ConnectionType("email", "E-mail (SMTP)", Description = "The mail server that sends messages to customers and colleagues.")]
public sealed class EmailConnection : Connection<EmailClient>
{
    /// <summary>The server's name.</summary>
    [ConnectionField("Mail server", Description = "The server's name, such as smtp.example.com.", IsRequired = true)]
    public string Host { get; set; } = "";

    /// <summary>The port. Default 587, where servers take mail of their users.</summary>
    [ConnectionField("Port", Description = "Usually 587.")]
    public int Port { get; set; } = 587;

    /// <summary>Whether the call is encrypted by STARTTLS. Default true. It can be off only on the own premises.</summary>
    [ConnectionField("Encrypted", Description = "By STARTTLS. Untick it only for a server on your own premises that cannot do it.")]
    public bool IsEncrypted { get; set; } = true;

    /// <summary>The user; empty where the server asks for none.</summary>
    [ConnectionField("User", Description = "Often the sender's address. Leave it empty where the server asks for none.")]
    public string User { get; set; } = "";

    /// <summary>The user's password.</summary>
    [ConnectionField("Password", Description = "The user’s password, or the app password that the mail provider makes.")]
    public Secret? Password { get; set; }

    /// <summary>The sender's address.</summary>
    [ConnectionField("Sender’s address", Description = "What messages come from, such as orders@example.com.", IsRequired = true)]
    public string From { get; set; } = "";

    /// <summary>The sender's name; empty for none.</summary>
    [ConnectionField("Sender’s name", Description = "What recipients see beside the address, such as the company’s name.")]
    public string FromName { get; set; } = "";

    /// <inheritdoc/>
    public override EmailClient CreateClient(ConnectionContext context)
    {
        if (Port is < 1 or > 65535)
            throw new ActivityException(FailureKind.Misconfigured, $"The port {Port} is not possible. Give a number from 1 to 65535, usually 587.");
        if (Port == 465)
            throw new ActivityException(FailureKind.Misconfigured, "Port 465 speaks an older kind of encryption that is not supported. Use port 587.");
        if (!IsEncrypted && !AllowPrivateAddresses)
            throw new ActivityException(FailureKind.Misconfigured, "Without encryption everybody on the way reads the password. Tick 'Encrypted', or allow private addresses for a server on your own premises.");
        if (!MailAddress.TryCreate(From, FromName, out var from))
            throw new ActivityException(FailureKind.Misconfigured, $"The sender's address '{From}' is no e-mail address.");
        return new EmailClient(VendorAddress.Required(Host, "mail server"), Port, IsEncrypted, User.Trim(), Password, from, AllowPrivateAddresses);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(EmailClient client, CancellationToken cancellationToken) =>
        new ConnectionTest(true, await client.GreetAsync(cancellationToken));
}
