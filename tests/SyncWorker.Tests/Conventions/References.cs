using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SyncWorker.Tests.Conventions;

/// <summary>One type of the program that names another; a nested or generated type counts as the one it stands in.</summary>
readonly record struct Reference(string From, string To);

/// <summary>Reads from an assembly which of its own types name which.</summary>
static class References
{
    public static IReadOnlyList<Reference> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var found = new HashSet<Reference>();
        foreach (var type in module.GetTypes().Where(IsOurs))
        {
            foreach (var named in Named(type).SelectMany(Parts).Where(named => IsOurs(named) && named.Scope == module))
            {
                found.Add(new(Outermost(type), Outermost(named)));
            }
        }

        return [.. found.Where(reference => reference.From != reference.To)];
    }

    static IEnumerable<TypeReference> Named(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(OfMethod),
    ];

    static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters)
        {
            yield return parameter.ParameterType;
        }

        foreach (var variable in method.HasBody ? method.Body.Variables : [])
        {
            yield return variable.VariableType;
        }

        foreach (var operand in method.HasBody ? method.Body.Instructions.Select(instruction => instruction.Operand) : [])
        {
            foreach (var named in OfOperand(operand))
            {
                yield return named;
            }
        }
    }

    static IEnumerable<TypeReference> OfOperand(object? operand) => operand switch
    {
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference { DeclaringType: { } declaring } and not TypeReference => [declaring],
        TypeReference type => [type],
        _ => [],
    };

    // IReadOnlyList<Partner> names both.
    static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification { ElementType: { } element } => Parts(element),
        _ => [type],
    };

    static bool IsOurs(TypeReference type) => Outermost(type).StartsWith("SyncWorker.", StringComparison.Ordinal);

    static string Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;
}
