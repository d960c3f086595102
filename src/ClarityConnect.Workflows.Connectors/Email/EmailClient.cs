using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Email;

/// <summary>Hands messages to a mail server.</summary>
public sealed class EmailClient
{
    private readonly string host;
    private readonly int port;
    private readonly bool isEncrypted;
    private readonly string user;
    private readonly Secret? password;
    private readonly MailAddress from;
    private readonly bool allowPrivateAddresses;

    internal EmailClient(string host, int port, bool isEncrypted, string user, Secret? password, MailAddress from, bool allowPrivateAddresses) =>
        (this.host, this.port, this.isEncrypted, this.user, this.password, this.from, this.allowPrivateAddresses) = (host, port, isEncrypted, user, password, from, allowPrivateAddresses);

    /// <summary>Hands over a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">What makes the message's id, the same whenever it is sent again, so that mailboxes show it once.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The recipients whom the server refused; empty if it took the message for all.</returns>
    /// <exception cref="ActivityException">The server refused the message or did not answer.</exception>
    public async Task<IReadOnlyList<string>> SendAsync(EmailMessage message, string id, CancellationToken cancellationToken)
    {
        await OwnNetwork.CheckAsync(host, allowPrivateAddresses, cancellationToken);
        using var mail = Compose(message, id);
        using var smtp = new SmtpClient(host, port)
        {
            EnableSsl = isEncrypted,
            Credentials = user.Length == 0 ? null : new NetworkCredential(user, password?.Reveal()),
        };
        try
        {
            await smtp.SendMailAsync(mail, cancellationToken);
            return [];
        }
        catch (SmtpFailedRecipientsException exception)
        {
            return [.. exception.InnerExceptions.Select(inner => Address(inner.FailedRecipient))];
        }
        catch (SmtpFailedRecipientException exception) when (IsFinal(exception.StatusCode))
        {
            return [Address(exception.FailedRecipient)];
        }
        catch (SmtpException exception)
        {
            throw Failure(exception);
        }
    }

    /// <summary>Connects and hears the server's greeting. Signing in is tried with the first message: the library has no call for it alone.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    internal async Task<string> GreetAsync(CancellationToken cancellationToken)
    {
        await OwnNetwork.CheckAsync(host, allowPrivateAddresses, cancellationToken);
        try
        {
            using var caller = new TcpClient();
            await caller.ConnectAsync(host, port, cancellationToken);
            using var reader = new StreamReader(caller.GetStream(), Encoding.ASCII);
            var greeting = await reader.ReadLineAsync(cancellationToken) ?? "";
            return greeting.StartsWith("220", StringComparison.Ordinal)
                ? $"The mail server answers: {greeting[3..].Trim(' ', '-')}. Messages come from {from.Address}. User and password are checked with the first message."
                : throw new ActivityException(FailureKind.Misconfigured, $"'{host}' answers on port {port}, but not as a mail server: {greeting}");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            throw new ActivityException(FailureKind.Transient, $"The mail server '{host}' could not be reached on port {port}: {exception.Message}", exception);
        }
    }

    private MailMessage Compose(EmailMessage message, string id)
    {
        var mail = new MailMessage { From = from, Subject = message.Subject.ReplaceLineEndings(" "), SubjectEncoding = Encoding.UTF8, Body = message.Text, BodyEncoding = Encoding.UTF8, IsBodyHtml = message.IsHtml };
        try
        {
            foreach (var address in message.To)
                mail.To.Add(new MailAddress(address));
            foreach (var address in message.Copies)
                mail.CC.Add(new MailAddress(address));
            if (!string.IsNullOrWhiteSpace(message.ReplyTo))
                mail.ReplyToList.Add(new MailAddress(message.ReplyTo));
        }
        catch (FormatException exception)
        {
            mail.Dispose();
            throw new ActivityException(FailureKind.InvalidData, $"A recipient is no e-mail address: {exception.Message} Correct it and retry.", exception);
        }

        mail.Headers.Add("Message-ID", $"<{id}@{from.Host}>");
        return mail;
    }

    private static ActivityException Failure(SmtpException exception)
    {
        var words = exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
        if (exception.Message.Contains("5.7.", StringComparison.Ordinal) || exception.StatusCode is SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted)
            return new ActivityException(FailureKind.Unauthorized, $"The mail server does not let us send: {words} Check user, password and sender's address of the connection.", exception);
        return IsFinal(exception.StatusCode)
            ? new ActivityException(FailureKind.Rejected, $"The mail server refused the message: {words}", exception)
            : new ActivityException(FailureKind.Transient, $"The mail server did not take the message: {words} It is tried again.", exception);
    }

    // 5xx is final by RFC 5321; the library's own codes below it mean that the call did not come to an end.
    private static bool IsFinal(SmtpStatusCode code) => (int)code >= 500;

    private static string Address(string? recipient) => (recipient ?? "").Trim('<', '>');
}
