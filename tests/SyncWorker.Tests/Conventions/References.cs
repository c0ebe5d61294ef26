using System.Text.Json;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SyncWorker.Tests.Conventions;

/// <summary>
/// Reads from the compiled program which types its own types name. Constants are compiled into their users and leave no reference.
/// </summary>
sealed class References : IDisposable
{
    readonly ModuleDefinition _module = ModuleDefinition.ReadModule(typeof(SyncWorker.Hosting.Composition).Assembly.Location);

    /// <summary>Which of the program's types names which other one.</summary>
    public IReadOnlyList<Reference> Own() =>
        [
            .. Types()
                .SelectMany(
                    type => Named(type).SelectMany(Parts).Where(named => IsOurs(named) && named.Scope == _module),
                    (type, named) => new Reference(Outermost(type), Outermost(named))
                )
                .Where(reference => reference.From != reference.To)
                .Distinct(),
        ];

    /// <summary>
    /// What the program's types name of other assemblies: <c>Namespace.Type</c>, or <c>Namespace.Type.Member</c> where a member is used.
    /// </summary>
    public IReadOnlyList<Reference> Foreign() =>
        [
            .. Types()
                .SelectMany(
                    type =>
                        Named(type)
                            .SelectMany(Parts)
                            .Where(named => named is not GenericParameter && named.Scope != _module)
                            .Select(named => named.FullName)
                            .Concat(Members(type)),
                    (type, named) => new Reference(Outermost(type), named)
                )
                .Distinct(),
        ];

    /// <summary>The members of the program's own enumerations, each as it is declared and as config, JSON and the store write it.</summary>
    public ILookup<string, string> EnumWords() =>
        (
            from type in Types()
            where type.IsEnum
            from field in type.Fields
            where field.IsStatic
            from word in new[]
            {
                field.Name,
                JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name),
                JsonNamingPolicy.CamelCase.ConvertName(field.Name),
            }.Distinct()
            select (word, type.Name)
        ).ToLookup(at => at.word, at => at.Name, StringComparer.Ordinal);

    /// <summary>Texts that the program compares with another text, by the type that does.</summary>
    public IReadOnlyList<Reference> ComparedTexts() =>
        [
            .. from type in Types()
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where
                instruction.OpCode == OpCodes.Ldstr
                && instruction.Next?.Operand
                    is MethodReference { DeclaringType.FullName: "System.String", Name: "op_Equality" or "op_Inequality" or "Equals" }
            select new Reference(Outermost(type), (string)instruction.Operand),
        ];

    /// <summary>Types that compare a character with <paramref name="character"/>.</summary>
    public IReadOnlyList<string> Comparing(char character) =>
        [
            .. (
                from type in Types()
                from method in type.Methods
                where method.HasBody
                from instruction in method.Body.Instructions
                where
                    instruction.OpCode == OpCodes.Ldc_I4_S
                    && (sbyte)instruction.Operand == character
                    && instruction.Next?.OpCode.Code is Code.Beq or Code.Beq_S or Code.Bne_Un or Code.Bne_Un_S or Code.Ceq
                select Outermost(type)
            ).Distinct(),
        ];

    public void Dispose() => _module.Dispose();

    IEnumerable<TypeDefinition> Types() => _module.GetTypes().Where(IsOurs);

    IEnumerable<string> Members(TypeDefinition type) =>
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let member = instruction.Operand as MemberReference
        where member is MethodReference or FieldReference && member.DeclaringType?.Scope != _module
        select $"{member.DeclaringType.GetElementType().FullName}.{member.Name}";

    static IEnumerable<TypeReference> Named(TypeDefinition type) =>
        [
            .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(OfMethod),
        ];

    static IEnumerable<TypeReference> OfMethod(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.Instructions.SelectMany(OfInstruction) : [],
        ];

    static IEnumerable<TypeReference> OfInstruction(Instruction instruction) =>
        instruction.Operand switch
        {
            GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
            TypeReference type => [type],
            MemberReference { DeclaringType: { } declaring } => [declaring],
            _ => [],
        };

    // IReadOnlyList<Partner> names both.
    static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            TypeSpecification { ElementType: { } element } => Parts(element),
            _ => [type],
        };

    static bool IsOurs(TypeReference type) => Outermost(type).StartsWith("SyncWorker.", StringComparison.Ordinal);

    static string Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;
}
