using ClarityConnect.Workflows.Connectors.Email;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Email;

public sealed class SendEmailTests : IAsyncLifetime
{
    private SimulatorHost simulators = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => simulators = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Token);

    public ValueTask DisposeAsync() => simulators.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_word_for_word()
    {
        var (outcome, _) = await SendAsync(["ada@example.com", "bob@example.com"], "Zahlung abgelehnt – Bestellung 1001", "Liebe Ada,\r\n.\r\nIhre Zahlung über 12,50 € wurde abgelehnt.");

        outcome.ShouldBe("Sent");
        var mail = simulators.Mail.Mails.ShouldHaveSingleItem();
        mail.From.ShouldBe("orders@shop.example");
        mail.To.ShouldBe(["ada@example.com", "bob@example.com"]);
        mail.MessageId.ShouldBe("<0123456789abcdef0123456789abcdef01234567@shop.example>");
        mail.Subject.ShouldBe("Zahlung abgelehnt – Bestellung 1001");
        mail.Text.ShouldBe("Liebe Ada,\r\n.\r\nIhre Zahlung über 12,50 € wurde abgelehnt.");
    }

    [Fact]
    public async Task Recipients_whom_the_server_does_not_know_leave_by_their_own_port()
    {
        foreach (var to in (string[][])[["nobody@unknown.example"], ["ada@example.com", "nobody@unknown.example"]])
        {
            var (outcome, refused) = await SendAsync(to);
            outcome.ShouldBe("Refused");
            refused.ShouldBe(["nobody@unknown.example"]);
        }

        simulators.Mail.Mails.ShouldHaveSingleItem().To.ShouldBe(["ada@example.com"]);
    }

    [Fact]
    public async Task A_line_end_in_a_subject_adds_no_header()
    {
        await SendAsync(["ada@example.com"], "Hello\r\nBcc: eve@example.com");

        var mail = simulators.Mail.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe(["ada@example.com"]);
        mail.Subject.ShouldBe("Hello Bcc: eve@example.com");
    }

    [Theory]
    [InlineData(FaultKind.ServerError, FailureKind.Transient)]
    [InlineData(FaultKind.RateLimited, FailureKind.Transient)]
    [InlineData(FaultKind.Drop, FailureKind.Transient)]
    [InlineData(FaultKind.AuthenticationFailure, FailureKind.Unauthorized)]
    public async Task A_refusal_says_what_kind_it_is(FaultKind fault, FailureKind kind)
    {
        simulators.Faults.Set(new Fault(fault) { System = "mail" });

        (await Should.ThrowAsync<ActivityException>(() => SendAsync(["ada@example.com"]))).Kind.ShouldBe(kind);
        simulators.Mail.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_sent_again_under_the_same_id()
    {
        simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "mail", Operation = "send mail", AfterCommit = true, Times = 1 });

        await Should.ThrowAsync<ActivityException>(() => SendAsync(["ada@example.com"]));
        await SendAsync(["ada@example.com"]);

        simulators.Mail.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_address_is_said()
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => SendAsync(["not an address"]));

        failure.Kind.ShouldBe(FailureKind.InvalidData);
    }

    [Fact]
    public async Task The_own_network_is_not_called_unless_it_is_allowed()
    {
        var connection = new EmailConnection { Host = "127.0.0.1", Port = simulators.Mail.Port, From = "orders@shop.example" };

        (await Should.ThrowAsync<ActivityException>(() => connection.TestAsync(connection.CreateClient(Context()), Token))).Message.ShouldContain("own network");
        Should.Throw<ActivityException>(() => new EmailConnection { Host = "mail.example", From = "a@b.example", IsEncrypted = false }.CreateClient(Context()))
            .Message.ShouldContain("Without encryption");
    }

    [Fact]
    public async Task The_test_call_says_who_answers()
    {
        var connection = Connection();

        (await connection.TestAsync(connection.CreateClient(Context()), Token)).Message.ShouldContain("mail.simulator ESMTP");
    }

    private async Task<(string Outcome, string[] Refused)> SendAsync(string[] to, string subject = "Hello", string text = "Text")
    {
        var activity = new SendEmail();
        var run = await new ActivityRun(activity, Token)
            .Connected(activity.Connection, Connection().CreateClient(Context()))
            .With(activity.To, to).With(activity.Subject, subject).With(activity.Text, text)
            .RunAsync();
        return (run.Outcomes.ShouldHaveSingleItem(), run.Output(activity.Refused));
    }

    private EmailConnection Connection() => new()
    {
        Host = "127.0.0.1",
        Port = simulators.Mail.Port,
        IsEncrypted = false,
        User = simulators.Options.MailUser,
        Password = new Secret(simulators.Options.MailPassword),
        From = "orders@shop.example",
        FromName = "The shop",
        AllowPrivateAddresses = true,
    };

    private static ConnectionContext Context() => new("mail", new HttpClient(), TimeProvider.System, NullLogger.Instance);
}
