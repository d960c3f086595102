using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>The stores of one kind of database, empty.</summary>
public sealed record StoresUnderTest(
    IExecutionStore Execution,
    IDefinitionStore Definitions,
    IInstanceReader Instances,
    IConnectionStore Connections,
    IMappingTableStore MappingTables,
    IReferenceStore References,
    IReviewStore Reviews,
    IReconciliationStore Reconciliations);
