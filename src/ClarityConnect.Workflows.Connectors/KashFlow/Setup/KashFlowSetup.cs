using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Soap;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Reads what a company is set up with. Ids differ between companies, so activities take names and codes, and they are resolved here.</summary>
internal static class KashFlowSetup
{
    public static Task<IReadOnlyList<NominalCode>> NominalCodesAsync(KashFlowClient client, CancellationToken cancellationToken) =>
        RowsAsync(client, "nominals", NominalCode.From, cancellationToken);

    public static Task<IReadOnlyList<KashFlowCurrency>> CurrenciesAsync(KashFlowClient client, CancellationToken cancellationToken) =>
        RowsAsync(client, "currencies", KashFlowCurrency.From, cancellationToken);

    public static Task<IReadOnlyList<VatRate>> VatRatesAsync(KashFlowClient client, CancellationToken cancellationToken) =>
        RowsAsync(client, "countries/vatrates", VatRate.From, cancellationToken);

    /// <summary>The ways to pay, with the ids of the interface that records payments.</summary>
    public static async Task<IReadOnlyList<SetupEntry>> PaymentMethodsAsync(KashFlowClient client, CancellationToken cancellationToken) =>
        client.Settings.PaymentsBy == KashFlowService.Rest
            ? await RowsAsync(client, "paymentmethods/invoice", row => Entry(row, "Id", "MethodID", "Name", "MethodName"), cancellationToken)
            : await SoapEntriesAsync(client, "GetInvPayMethods", "MethodID", "MethodName", cancellationToken);

    /// <summary>The bank accounts, with the ids of the interface that records payments.</summary>
    public static async Task<IReadOnlyList<SetupEntry>> BankAccountsAsync(KashFlowClient client, CancellationToken cancellationToken) =>
        client.Settings.PaymentsBy == KashFlowService.Rest
            ? await RowsAsync(client, "bankaccounts", row => Entry(row, "Id", "AccountID", "Name", "AccountName"), cancellationToken)
            : await SoapEntriesAsync(client, "GetBankAccounts", "AccountID", "AccountName", cancellationToken);

    /// <summary>The id of every nominal code as SOAP journals name it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SoapNominalIdsAsync(KashFlowClient client, CancellationToken cancellationToken)
    {
        var result = await client.Soap.CallAsync("GetNominalCodes", [], changesSomething: false, cancellationToken);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var nominal in result.Elements())
        {
            if (KashFlowSoap.Text(nominal, "Code") is { } code && KashFlowSoap.Text(nominal, "id") is { } id)
                ids[code] = id;
        }

        return ids;
    }

    /// <summary>Finds an entry by its name, or by its id.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: the company has none of it.</exception>
    public static SetupEntry Resolve(IReadOnlyList<SetupEntry> entries, string wanted, string what) =>
        entries.FirstOrDefault(entry => entry.Name.Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? entries.FirstOrDefault(entry => entry.Id == wanted.Trim())
        ?? throw new ActivityException(
            FailureKind.Rejected, $"KashFlow has no {what} '{wanted}'. There are: {string.Join(", ", entries.Select(entry => entry.Name))}. Choose one of them, or add it in KashFlow.");

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(KashFlowClient client, string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in client.Rest.ListAsync(path, cancellationToken))
            rows.Add(read(row));
        return rows;
    }

    // The two interfaces name the same things differently, and which names REST uses for these lists was seen in examples only.
    private static SetupEntry Entry(JsonElement row, string id, string otherId, string name, string otherName) => new(
        KashFlowJson.Text(row, id) ?? KashFlowJson.Text(row, otherId) ?? "",
        KashFlowJson.Text(row, name) ?? KashFlowJson.Text(row, otherName) ?? "");

    private static async Task<IReadOnlyList<SetupEntry>> SoapEntriesAsync(KashFlowClient client, string method, string id, string name, CancellationToken cancellationToken)
    {
        var result = await client.Soap.CallAsync(method, [], changesSomething: false, cancellationToken);
        return [.. result.Elements().Select(entry => new SetupEntry(KashFlowSoap.Text(entry, id) ?? "", KashFlowSoap.Text(entry, name) ?? ""))];
    }
}
