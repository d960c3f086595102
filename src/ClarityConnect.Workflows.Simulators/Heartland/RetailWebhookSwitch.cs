using ClarityConnect.Workflows.Simulators.Heartland.Retail;

namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>How Retail calls those who subscribed to its events: too often, with a wrong secret, out of order, or again.</summary>
public sealed class RetailWebhookSwitch
{
    private readonly RetailSystem _retail;

    internal RetailWebhookSwitch(RetailSystem retail) => _retail = retail;

    /// <summary>How often each call is made too often.</summary>
    public int Duplicates
    {
        get => _retail.Webhooks.Duplicates;
        set => _retail.Webhooks.Duplicates = value;
    }

    /// <summary>Whether the last part of each address, the secret, is replaced by another.</summary>
    public bool WrongSecret
    {
        get => _retail.Webhooks.WrongSecret;
        set => _retail.Webhooks.WrongSecret = value;
    }

    /// <summary>Keeps calls back until <see cref="Release"/>.</summary>
    public void Hold() => _retail.Webhooks.Hold = true;

    /// <summary>Makes the calls that were kept back, the last first.</summary>
    public void Release() => _retail.Webhooks.Release();

    /// <summary>Completes when no call is left to be made.</summary>
    public Task IdleAsync() => _retail.Webhooks.IdleAsync();

    /// <summary>Announces a record again, as after an edit that changed nothing.</summary>
    /// <param name="name">The event, such as "sales_transaction_completed".</param>
    /// <param name="id">The id of the ticket, customer or item.</param>
    /// <returns>How many calls will be made.</returns>
    /// <exception cref="ArgumentException">There is no such event or record.</exception>
    public int Announce(string name, long id)
    {
        if (!RetailSettings.Events.Contains(name))
            throw new ArgumentException($"There is no event '{name}'.", nameof(name));
        var table = name.Split('_')[0] switch { "item" => RetailTables.Items, "customer" => RetailTables.Customers, _ => RetailTables.Tickets };
        lock (_retail.Tables.Gate)
            return _retail.Webhooks.Announce(name, _retail.Tables[table].Find(id) ?? throw new ArgumentException($"There is no record {id} in {table}.", nameof(id)));
    }
}
