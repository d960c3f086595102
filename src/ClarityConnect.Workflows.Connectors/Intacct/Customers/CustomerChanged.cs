using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>
/// Starts an instance for every customer that was made or changed. Intacct calls nobody, so it is asked at an interval. Changes that the
/// connection's own user made are left out, so that a synchronisation in both directions does not answer itself.
/// </summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Starts when a customer was made or changed in Intacct. Changes by your own workflows are left out.", DisplayName = "Customer changed")]
public sealed class CustomerChanged : PollingTrigger
{
    private const string Form = "MM/dd/yyyy HH:mm:ss";

    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Whether our own changes are left out.</summary>
    [Input(DisplayName = "Leave out own changes", Description = "Whether customers whose last change was made by the user of the connection are left out. Keep it on where changes also go to Intacct, and give that user to nobody else.")]
    public Input<bool> LeaveOutOwn { get; set; } = new(true);

    /// <summary>How far each poll looks back behind the last change that was seen.</summary>
    [Input(Description = "How far each poll looks back behind the last change that it saw, and how far the first one looks back. Customers that were taken before are not taken again.")]
    public Input<TimeSpan> Overlap { get; set; } = new(TimeSpan.FromMinutes(10));

    /// <summary>Fields that the company defines itself.</summary>
    [Input(DisplayName = "Custom fields to read", Description = "The integration names of custom fields to read too, as a list.")]
    public Input<IReadOnlyList<string>> CustomFields { get; set; } = new();

    /// <summary>The customer.</summary>
    [Output(Description = "The customer: customerId, firstName, lastName, company, email, phone, mobile, billingAddress, taxNumber, isActive, updatedAt, customFields.")]
    public Output<Customer> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var overlap = context.Get(Overlap) is { } span && span > TimeSpan.Zero ? span : TimeSpan.FromMinutes(10);
        var cursor = context.GetCursor<CustomerCursor>();
        var from = (cursor?.ChangedThrough ?? context.Time.GetUtcNow()) - overlap;
        var own = context.Get(LeaveOutOwn) ? await OwnKeysAsync(client, cancellationToken) : [];
        var condition = new IntacctCondition { Field = "WHENMODIFIED", Operator = IntacctOperator.GreaterThanOrEqualTo, Value = from.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) };
        var changed = await CustomerReader.ListAsync(client, [condition], context.Get(CustomFields) ?? [], null, cancellationToken);
        var events = changed
            .Where(customer => customer.ModifiedBy is not { } user || !own.Contains(user))
            .Select(customer => new TriggerEvent(Id(customer), customer.Customer, customer.Customer.CustomerId))
            .ToList();
        var latest = changed.Max(customer => customer.Customer.UpdatedAt);
        return new PollResult(events, latest is { } seen && seen > (cursor?.ChangedThrough ?? DateTimeOffset.MinValue) ? new CustomerCursor(seen) : cursor);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                "'Customer changed' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        }

        context.Set(Result, ValueConversion.To<Customer>(payload));
        context.Complete();
    }

    private static string Id(LedgerCustomer customer) =>
        $"{customer.RecordNo}:{customer.Customer.UpdatedAt?.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";

    // Inferred: a record names who changed it by the number of the user; some places show the id. Both are ours.
    private static async Task<HashSet<string>> OwnKeysAsync(IntacctClient client, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { client.UserId };
        try
        {
            var query = new IntacctQuery("USERINFO", ["RECORDNO", "LOGINID"]) { Conditions = [IntacctCondition.Equal("LOGINID", client.UserId)], MaxRecords = 1 };
            foreach (var user in await client.ListAsync(query, cancellationToken))
            {
                if (user.Text("RECORDNO") is { } key)
                    keys.Add(key);
            }
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Unauthorized)
        {
            throw new ActivityException(
                FailureKind.Unauthorized,
                $"Own changes cannot be told apart, because {client.UserId} may not read users (USERINFO). Give its role that permission, or turn 'Leave out own changes' off.",
                exception)
            {
                VendorCode = exception.VendorCode,
                VendorMessage = exception.VendorMessage,
            };
        }

        return keys;
    }
}
