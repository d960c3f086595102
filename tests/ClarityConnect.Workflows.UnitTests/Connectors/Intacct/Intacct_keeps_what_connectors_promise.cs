using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Customers;
using ClarityConnect.Workflows.Connectors.Intacct.Invoices;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Testing.Conformance;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class Intacct_keeps_what_connectors_promise
{
    public static TheoryData<string, string> Checks
    {
        get
        {
            var checks = new TheoryData<string, string>();
            foreach (var activity in new[] { nameof(PostJournal), nameof(CreateInvoice), nameof(FindCustomer) })
            {
                foreach (var fact in ActivityConformance.Facts)
                    checks.Add(activity, fact);
            }

            return checks;
        }
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Through_the_gateway(string activity, string fact) => ActivityConformance.CheckAsync(Subject(activity), fact, TestContext.Current.CancellationToken);

    private static ActivityUnderTest Subject(string activity) => activity switch
    {
        nameof(PostJournal) => Subject(typeof(PostJournal), run => IntacctTwin.Journal($"J-{run}")),
        nameof(CreateInvoice) => Subject(typeof(CreateInvoice), run => new { Invoice = IntacctTwin.Invoice($"INV-{run}"), TaxAccount = "2200" }),
        _ => Subject(typeof(FindCustomer), _ => new { CustomerId = "WALKIN" }),
    };

    private static ActivityUnderTest Subject(Type type, Func<int, object> inputs) => new()
    {
        Type = type,
        ConnectionType = typeof(IntacctConnection),
        InputsOfRun = inputs,
        SystemName = "Intacct",
        OpenTwinAsync = OpenTwinAsync,
    };

    private static async Task<ConnectorTwin> OpenTwinAsync(CancellationToken cancellationToken)
    {
        var host = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, cancellationToken);
        var options = host.Options;
        return new ConnectorTwin(
            host.IntacctEndpoint,
            address => new
            {
                endpoint = new Uri(address, host.IntacctEndpoint.AbsolutePath).AbsoluteUri,
                senderId = options.IntacctSenderId,
                senderPassword = options.IntacctSenderPassword,
                companyId = options.IntacctCompany,
                userId = options.IntacctUser,
                userPassword = options.IntacctPassword,
                allowAnyEndpointHost = true,
                allowPrivateAddresses = true,
            },
            host)
        {
            CountEffects = () => host.Intacct.Batches.Count + host.Intacct.Invoices.Count,
        };
    }
}
