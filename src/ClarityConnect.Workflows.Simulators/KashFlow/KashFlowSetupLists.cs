using System.Globalization;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>The lists of settings, which come as plain arrays.</summary>
internal static class KashFlowSetupLists
{
    public static JsonArray Of(string path, IReadOnlyList<string> missingNominals) => path switch
    {
        "paymentmethods/invoice" or "paymentmethods/purchase" => List(KashFlowSettings.Methods.Select(one => new JsonObject { ["Id"] = one.Id, ["Name"] = one.Name })),
        "bankaccounts" => List(KashFlowSettings.BankAccounts.Select(one => new JsonObject { ["Id"] = one.Id, ["Name"] = one.Name, ["Code"] = one.Nominal })),
        "currencies" => List(KashFlowSettings.Currencies.Select(one => new JsonObject
        {
            ["Id"] = one.Id, ["Code"] = one.Code, ["Name"] = one.Name, ["Symbol"] = one.Symbol, ["ExchangeRate"] = one.Rate,
        })),
        "countries/vatrates" => List(KashFlowSettings.VatRates.Select(one => new JsonObject { ["Rate"] = one.Rate, ["Name"] = one.Name })),
        "nominals" => List(KashFlowSettings.Nominals
            .Where(one => !missingNominals.Contains(one.Code.ToString(CultureInfo.InvariantCulture)))
            .Select(one => new JsonObject { ["Id"] = one.Id, ["Code"] = one.Code, ["Name"] = one.Name, ["Type"] = one.Type, ["Archived"] = false })),
        _ => throw KashFlowRefusal.NotFound("Resource"),
    };

    private static JsonArray List(IEnumerable<JsonObject> rows) => new([.. rows]);
}
