/* Functions of the stable ABI about objects: protocols and types. By the header of CPython that declares them; parameters by type only. */
#ifndef LADON_FUNCTIONS_OBJECT_H
#define LADON_FUNCTIONS_OBJECT_H

/* abstract */
int PyAIter_Check(PyObject *);
int PyIndex_Check(PyObject *);
int PyIter_Check(PyObject *);
PyObject *PyIter_Next(PyObject *);
PySendResult PyIter_Send(PyObject *, PyObject *, PyObject **);
int PyMapping_Check(PyObject *);
PyObject *PyMapping_GetItemString(PyObject *, const char *);
int PyMapping_GetOptionalItem(PyObject *, PyObject *, PyObject **);
int PyMapping_GetOptionalItemString(PyObject *, const char *, PyObject **);
int PyMapping_HasKey(PyObject *, PyObject *);
int PyMapping_HasKeyString(PyObject *, const char *);
int PyMapping_HasKeyStringWithError(PyObject *, const char *);
int PyMapping_HasKeyWithError(PyObject *, PyObject *);
PyObject *PyMapping_Items(PyObject *);
PyObject *PyMapping_Keys(PyObject *);
Py_ssize_t PyMapping_Length(PyObject *);
int PyMapping_SetItemString(PyObject *, const char *, PyObject *);
Py_ssize_t PyMapping_Size(PyObject *);
PyObject *PyMapping_Values(PyObject *);
PyObject *PyNumber_Absolute(PyObject *);
PyObject *PyNumber_Add(PyObject *, PyObject *);
PyObject *PyNumber_And(PyObject *, PyObject *);
Py_ssize_t PyNumber_AsSsize_t(PyObject *, PyObject *);
int PyNumber_Check(PyObject *);
PyObject *PyNumber_Divmod(PyObject *, PyObject *);
PyObject *PyNumber_Float(PyObject *);
PyObject *PyNumber_FloorDivide(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceAdd(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceAnd(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceFloorDivide(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceLshift(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceMatrixMultiply(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceMultiply(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceOr(PyObject *, PyObject *);
PyObject *PyNumber_InPlacePower(PyObject *, PyObject *, PyObject *);
PyObject *PyNumber_InPlaceRemainder(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceRshift(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceSubtract(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceTrueDivide(PyObject *, PyObject *);
PyObject *PyNumber_InPlaceXor(PyObject *, PyObject *);
PyObject *PyNumber_Index(PyObject *);
PyObject *PyNumber_Invert(PyObject *);
PyObject *PyNumber_Long(PyObject *);
PyObject *PyNumber_Lshift(PyObject *, PyObject *);
PyObject *PyNumber_MatrixMultiply(PyObject *, PyObject *);
PyObject *PyNumber_Multiply(PyObject *, PyObject *);
PyObject *PyNumber_Negative(PyObject *);
PyObject *PyNumber_Or(PyObject *, PyObject *);
PyObject *PyNumber_Positive(PyObject *);
PyObject *PyNumber_Power(PyObject *, PyObject *, PyObject *);
PyObject *PyNumber_Remainder(PyObject *, PyObject *);
PyObject *PyNumber_Rshift(PyObject *, PyObject *);
PyObject *PyNumber_Subtract(PyObject *, PyObject *);
PyObject *PyNumber_ToBase(PyObject *, int);
PyObject *PyNumber_TrueDivide(PyObject *, PyObject *);
PyObject *PyNumber_Xor(PyObject *, PyObject *);
PyObject *PyObject_Call(PyObject *, PyObject *, PyObject *);
PyObject *PyObject_CallFunction(PyObject *, const char *, ...);
PyObject *PyObject_CallFunctionObjArgs(PyObject *, ...);
PyObject *PyObject_CallMethod(PyObject *, const char *, const char *, ...);
PyObject *PyObject_CallMethodObjArgs(PyObject *, PyObject *, ...);
PyObject *PyObject_CallNoArgs(PyObject *);
PyObject *PyObject_CallObject(PyObject *, PyObject *);
int PyObject_DelItem(PyObject *, PyObject *);
int PyObject_DelItemString(PyObject *, const char *);
PyObject *PyObject_Format(PyObject *, PyObject *);
PyObject *PyObject_GetAIter(PyObject *);
PyObject *PyObject_GetItem(PyObject *, PyObject *);
PyObject *PyObject_GetIter(PyObject *);
int PyObject_IsInstance(PyObject *, PyObject *);
int PyObject_IsSubclass(PyObject *, PyObject *);
Py_ssize_t PyObject_Length(PyObject *);
int PyObject_SetItem(PyObject *, PyObject *, PyObject *);
Py_ssize_t PyObject_Size(PyObject *);
PyObject *PyObject_Type(PyObject *);
PyObject *PyObject_Vectorcall(PyObject *, PyObject *const *, size_t, PyObject *);
PyObject *PyObject_VectorcallMethod(PyObject *, PyObject *const *, size_t, PyObject *);
int PySequence_Check(PyObject *);
PyObject *PySequence_Concat(PyObject *, PyObject *);
int PySequence_Contains(PyObject *, PyObject *);
Py_ssize_t PySequence_Count(PyObject *, PyObject *);
int PySequence_DelItem(PyObject *, Py_ssize_t);
int PySequence_DelSlice(PyObject *, Py_ssize_t, Py_ssize_t);
PyObject *PySequence_Fast(PyObject *, const char *);
PyObject *PySequence_GetItem(PyObject *, Py_ssize_t);
PyObject *PySequence_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
int PySequence_In(PyObject *, PyObject *);
PyObject *PySequence_InPlaceConcat(PyObject *, PyObject *);
PyObject *PySequence_InPlaceRepeat(PyObject *, Py_ssize_t);
Py_ssize_t PySequence_Index(PyObject *, PyObject *);
Py_ssize_t PySequence_Length(PyObject *);
PyObject *PySequence_List(PyObject *);
PyObject *PySequence_Repeat(PyObject *, Py_ssize_t);
int PySequence_SetItem(PyObject *, Py_ssize_t, PyObject *);
int PySequence_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
Py_ssize_t PySequence_Size(PyObject *);
PyObject *PySequence_Tuple(PyObject *);
PyObject *PyVectorcall_Call(PyObject *, PyObject *, PyObject *);
Py_ssize_t PyVectorcall_NARGS(size_t);

/* boolobject */
PyObject *PyBool_FromLong(long);
int Py_IsFalse(PyObject *);
int Py_IsTrue(PyObject *);

/* bytearrayobject */
char *PyByteArray_AsString(PyObject *);
PyObject *PyByteArray_Concat(PyObject *, PyObject *);
PyObject *PyByteArray_FromObject(PyObject *);
PyObject *PyByteArray_FromStringAndSize(const char *, Py_ssize_t);
int PyByteArray_Resize(PyObject *, Py_ssize_t);
Py_ssize_t PyByteArray_Size(PyObject *);

/* bytesobject */
char *PyBytes_AsString(PyObject *);
int PyBytes_AsStringAndSize(PyObject *, char **, Py_ssize_t *);
void PyBytes_Concat(PyObject **, PyObject *);
void PyBytes_ConcatAndDel(PyObject **, PyObject *);
PyObject *PyBytes_DecodeEscape(const char *, Py_ssize_t, const char *, Py_ssize_t, const char *);
PyObject *PyBytes_FromFormat(const char *, ...);
PyObject *PyBytes_FromFormatV(const char *, va_list);
PyObject *PyBytes_FromObject(PyObject *);
PyObject *PyBytes_FromString(const char *);
PyObject *PyBytes_FromStringAndSize(const char *, Py_ssize_t);
PyObject *PyBytes_Repr(PyObject *, int);
Py_ssize_t PyBytes_Size(PyObject *);

/* complexobject */
PyObject *PyComplex_FromDoubles(double, double);
double PyComplex_ImagAsDouble(PyObject *);
double PyComplex_RealAsDouble(PyObject *);

/* descrobject */
PyObject *PyDescr_NewClassMethod(PyTypeObject *, PyMethodDef *);
PyObject *PyDescr_NewGetSet(PyTypeObject *, PyGetSetDef *);
PyObject *PyDescr_NewMember(PyTypeObject *, PyMemberDef *);
PyObject *PyDescr_NewMethod(PyTypeObject *, PyMethodDef *);
PyObject *PyDictProxy_New(PyObject *);
PyObject *PyMember_GetOne(const char *, PyMemberDef *);
int PyMember_SetOne(char *, PyMemberDef *, PyObject *);
PyObject *PyWrapper_New(PyObject *, PyObject *);

/* dictobject */
void PyDict_Clear(PyObject *);
int PyDict_Contains(PyObject *, PyObject *);
PyObject *PyDict_Copy(PyObject *);
int PyDict_DelItem(PyObject *, PyObject *);
int PyDict_DelItemString(PyObject *, const char *);
PyObject *PyDict_GetItem(PyObject *, PyObject *);
int PyDict_GetItemRef(PyObject *, PyObject *, PyObject **);
PyObject *PyDict_GetItemString(PyObject *, const char *);
int PyDict_GetItemStringRef(PyObject *, const char *, PyObject **);
PyObject *PyDict_GetItemWithError(PyObject *, PyObject *);
PyObject *PyDict_Items(PyObject *);
PyObject *PyDict_Keys(PyObject *);
int PyDict_Merge(PyObject *, PyObject *, int);
int PyDict_MergeFromSeq2(PyObject *, PyObject *, int);
PyObject *PyDict_New(void);
int PyDict_Next(PyObject *, Py_ssize_t *, PyObject **, PyObject **);
int PyDict_SetItem(PyObject *, PyObject *, PyObject *);
int PyDict_SetItemString(PyObject *, const char *, PyObject *);
Py_ssize_t PyDict_Size(PyObject *);
int PyDict_Update(PyObject *, PyObject *);
PyObject *PyDict_Values(PyObject *);
PyObject *PyObject_GenericGetDict(PyObject *, void *);

/* floatobject */
double PyFloat_AsDouble(PyObject *);
PyObject *PyFloat_FromDouble(double);
PyObject *PyFloat_FromString(PyObject *);
PyObject *PyFloat_GetInfo(void);
double PyFloat_GetMax(void);
double PyFloat_GetMin(void);

/* genericaliasobject */
PyObject *Py_GenericAlias(PyObject *, PyObject *);

/* iterobject */
PyObject *PyCallIter_New(PyObject *, PyObject *);
PyObject *PySeqIter_New(PyObject *);

/* listobject */
int PyList_Append(PyObject *, PyObject *);
PyObject *PyList_AsTuple(PyObject *);
PyObject *PyList_GetItem(PyObject *, Py_ssize_t);
PyObject *PyList_GetItemRef(PyObject *, Py_ssize_t);
PyObject *PyList_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
int PyList_Insert(PyObject *, Py_ssize_t, PyObject *);
PyObject *PyList_New(Py_ssize_t);
int PyList_Reverse(PyObject *);
int PyList_SetItem(PyObject *, Py_ssize_t, PyObject *);
int PyList_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
Py_ssize_t PyList_Size(PyObject *);
int PyList_Sort(PyObject *);

/* longobject */
double PyLong_AsDouble(PyObject *);
int PyLong_AsInt(PyObject *);
long PyLong_AsLong(PyObject *);
long PyLong_AsLongAndOverflow(PyObject *, int *);
long long PyLong_AsLongLong(PyObject *);
long long PyLong_AsLongLongAndOverflow(PyObject *, int *);
size_t PyLong_AsSize_t(PyObject *);
Py_ssize_t PyLong_AsSsize_t(PyObject *);
unsigned long PyLong_AsUnsignedLong(PyObject *);
unsigned long long PyLong_AsUnsignedLongLong(PyObject *);
unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *);
unsigned long PyLong_AsUnsignedLongMask(PyObject *);
void *PyLong_AsVoidPtr(PyObject *);
PyObject *PyLong_FromDouble(double);
PyObject *PyLong_FromLong(long);
PyObject *PyLong_FromLongLong(long long);
PyObject *PyLong_FromSize_t(size_t);
PyObject *PyLong_FromSsize_t(Py_ssize_t);
PyObject *PyLong_FromString(const char *, char **, int);
PyObject *PyLong_FromUnsignedLong(unsigned long);
PyObject *PyLong_FromUnsignedLongLong(unsigned long long);
PyObject *PyLong_FromVoidPtr(void *);
PyObject *PyLong_GetInfo(void);
long PyOS_strtol(const char *, char **, int);
unsigned long PyOS_strtoul(const char *, char **, int);

/* memoryobject */
PyObject *PyMemoryView_FromBuffer(const Py_buffer *);
PyObject *PyMemoryView_FromMemory(char *, Py_ssize_t, int);
PyObject *PyMemoryView_FromObject(PyObject *);
PyObject *PyMemoryView_GetContiguous(PyObject *, int, char);

/* methodobject */
int PyCFunction_GetFlags(PyObject *);
PyCFunction PyCFunction_GetFunction(PyObject *);
PyObject *PyCFunction_GetSelf(PyObject *);
PyObject *PyCFunction_New(PyMethodDef *, PyObject *);
PyObject *PyCFunction_NewEx(PyMethodDef *, PyObject *, PyObject *);
PyObject *PyCMethod_New(PyMethodDef *, PyObject *, PyObject *, PyTypeObject *);

/* moduleobject */
PyObject *PyModuleDef_Init(PyModuleDef *);
PyModuleDef *PyModule_GetDef(PyObject *);
PyObject *PyModule_GetDict(PyObject *);
const char *PyModule_GetFilename(PyObject *);
PyObject *PyModule_GetFilenameObject(PyObject *);
const char *PyModule_GetName(PyObject *);
PyObject *PyModule_GetNameObject(PyObject *);
void *PyModule_GetState(PyObject *);
PyObject *PyModule_New(const char *);
PyObject *PyModule_NewObject(PyObject *);

/* object */
int PyCallable_Check(PyObject *);
PyObject *PyObject_ASCII(PyObject *);
PyObject *PyObject_Bytes(PyObject *);
void PyObject_ClearWeakRefs(PyObject *);
int PyObject_DelAttr(PyObject *, PyObject *);
int PyObject_DelAttrString(PyObject *, const char *);
PyObject *PyObject_Dir(PyObject *);
PyObject *PyObject_GenericGetAttr(PyObject *, PyObject *);
int PyObject_GenericSetAttr(PyObject *, PyObject *, PyObject *);
int PyObject_GenericSetDict(PyObject *, PyObject *, void *);
PyObject *PyObject_GetAttr(PyObject *, PyObject *);
PyObject *PyObject_GetAttrString(PyObject *, const char *);
int PyObject_GetOptionalAttr(PyObject *, PyObject *, PyObject **);
int PyObject_GetOptionalAttrString(PyObject *, const char *, PyObject **);
void *PyObject_GetTypeData(PyObject *, PyTypeObject *);
int PyObject_HasAttr(PyObject *, PyObject *);
int PyObject_HasAttrString(PyObject *, const char *);
int PyObject_HasAttrStringWithError(PyObject *, const char *);
int PyObject_HasAttrWithError(PyObject *, PyObject *);
Py_hash_t PyObject_Hash(PyObject *);
Py_hash_t PyObject_HashNotImplemented(PyObject *);
int PyObject_IsTrue(PyObject *);
int PyObject_Not(PyObject *);
PyObject *PyObject_Repr(PyObject *);
PyObject *PyObject_RichCompare(PyObject *, PyObject *, int);
int PyObject_RichCompareBool(PyObject *, PyObject *, int);
PyObject *PyObject_SelfIter(PyObject *);
int PyObject_SetAttr(PyObject *, PyObject *, PyObject *);
int PyObject_SetAttrString(PyObject *, const char *, PyObject *);
PyObject *PyObject_Str(PyObject *);
unsigned int PyType_ClearCache(void);
PyObject *PyType_FromMetaclass(PyTypeObject *, PyObject *, PyType_Spec *, PyObject *);
PyObject *PyType_FromModuleAndSpec(PyObject *, PyType_Spec *, PyObject *);
PyObject *PyType_FromSpec(PyType_Spec *);
PyObject *PyType_FromSpecWithBases(PyType_Spec *, PyObject *);
PyObject *PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
PyObject *PyType_GenericNew(PyTypeObject *, PyObject *, PyObject *);
unsigned long PyType_GetFlags(PyTypeObject *);
PyObject *PyType_GetFullyQualifiedName(PyTypeObject *);
PyObject *PyType_GetModule(PyTypeObject *);
PyObject *PyType_GetModuleByDef(PyTypeObject *, PyModuleDef *);
PyObject *PyType_GetModuleName(PyTypeObject *);
void *PyType_GetModuleState(PyTypeObject *);
PyObject *PyType_GetName(PyTypeObject *);
PyObject *PyType_GetQualName(PyTypeObject *);
void *PyType_GetSlot(PyTypeObject *, int);
Py_ssize_t PyType_GetTypeDataSize(PyTypeObject *);
int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);
void PyType_Modified(PyTypeObject *);
int PyType_Ready(PyTypeObject *);
void Py_DecRef(PyObject *);
PyObject *Py_GetConstant(unsigned int);
PyObject *Py_GetConstantBorrowed(unsigned int);
void Py_IncRef(PyObject *);
int Py_Is(PyObject *, PyObject *);
int Py_IsNone(PyObject *);
PyObject *Py_NewRef(PyObject *);
int Py_ReprEnter(PyObject *);
void Py_ReprLeave(PyObject *);
PyObject *Py_XNewRef(PyObject *);
void _Py_Dealloc(PyObject *);
void _Py_DecRef(PyObject *);
void _Py_IncRef(PyObject *);
void _Py_SetRefcnt(PyObject *, Py_ssize_t);

/* objimpl */
Py_ssize_t PyGC_Collect(void);
int PyGC_Disable(void);
int PyGC_Enable(void);
int PyGC_IsEnabled(void);
void *PyObject_Calloc(size_t, size_t);
void PyObject_Free(void *);
void PyObject_GC_Del(void *);
int PyObject_GC_IsFinalized(PyObject *);
int PyObject_GC_IsTracked(PyObject *);
void PyObject_GC_Track(void *);
void PyObject_GC_UnTrack(void *);
PyObject *PyObject_Init(PyObject *, PyTypeObject *);
PyVarObject *PyObject_InitVar(PyVarObject *, PyTypeObject *, Py_ssize_t);
void *PyObject_Malloc(size_t);
void *PyObject_Realloc(void *, size_t);
PyObject *_PyObject_GC_New(PyTypeObject *);
PyVarObject *_PyObject_GC_NewVar(PyTypeObject *, Py_ssize_t);
PyVarObject *_PyObject_GC_Resize(PyVarObject *, Py_ssize_t);
PyObject *_PyObject_New(PyTypeObject *);
PyVarObject *_PyObject_NewVar(PyTypeObject *, Py_ssize_t);

/* pybuffer */
void PyBuffer_FillContiguousStrides(int, Py_ssize_t *, Py_ssize_t *, int, char);
int PyBuffer_FillInfo(Py_buffer *, PyObject *, void *, Py_ssize_t, int, int);
int PyBuffer_FromContiguous(const Py_buffer *, const void *, Py_ssize_t, char);
void *PyBuffer_GetPointer(const Py_buffer *, const Py_ssize_t *);
int PyBuffer_IsContiguous(const Py_buffer *, char);
void PyBuffer_Release(Py_buffer *);
Py_ssize_t PyBuffer_SizeFromFormat(const char *);
int PyBuffer_ToContiguous(void *, const Py_buffer *, Py_ssize_t, char);
int PyObject_CheckBuffer(PyObject *);
int PyObject_CopyData(PyObject *, PyObject *);
int PyObject_GetBuffer(PyObject *, Py_buffer *, int);

/* pycapsule */
void *PyCapsule_GetContext(PyObject *);
PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *);
const char *PyCapsule_GetName(PyObject *);
void *PyCapsule_GetPointer(PyObject *, const char *);
void *PyCapsule_Import(const char *, int);
int PyCapsule_IsValid(PyObject *, const char *);
PyObject *PyCapsule_New(void *, const char *, PyCapsule_Destructor);
int PyCapsule_SetContext(PyObject *, void *);
int PyCapsule_SetDestructor(PyObject *, PyCapsule_Destructor);
int PyCapsule_SetName(PyObject *, const char *);
int PyCapsule_SetPointer(PyObject *, void *);

/* setobject */
PyObject *PyFrozenSet_New(PyObject *);
int PySet_Add(PyObject *, PyObject *);
int PySet_Clear(PyObject *);
int PySet_Contains(PyObject *, PyObject *);
int PySet_Discard(PyObject *, PyObject *);
PyObject *PySet_New(PyObject *);
PyObject *PySet_Pop(PyObject *);
Py_ssize_t PySet_Size(PyObject *);

/* sliceobject */
Py_ssize_t PySlice_AdjustIndices(Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t);
int PySlice_GetIndices(PyObject *, Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *);
int PySlice_GetIndicesEx(PyObject *, Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *);
PyObject *PySlice_New(PyObject *, PyObject *, PyObject *);
int PySlice_Unpack(PyObject *, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *);

/* structseq */
PyObject *PyStructSequence_GetItem(PyObject *, Py_ssize_t);
PyObject *PyStructSequence_New(PyTypeObject *);
PyTypeObject *PyStructSequence_NewType(PyStructSequence_Desc *);
void PyStructSequence_SetItem(PyObject *, Py_ssize_t, PyObject *);

/* tupleobject */
PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
PyObject *PyTuple_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
PyObject *PyTuple_New(Py_ssize_t);
PyObject *PyTuple_Pack(Py_ssize_t, ...);
int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *);
Py_ssize_t PyTuple_Size(PyObject *);

/* unicodeobject */
void PyUnicode_Append(PyObject **, PyObject *);
void PyUnicode_AppendAndDel(PyObject **, PyObject *);
PyObject *PyUnicode_AsASCIIString(PyObject *);
PyObject *PyUnicode_AsCharmapString(PyObject *, PyObject *);
PyObject *PyUnicode_AsDecodedObject(PyObject *, const char *, const char *);
PyObject *PyUnicode_AsDecodedUnicode(PyObject *, const char *, const char *);
PyObject *PyUnicode_AsEncodedObject(PyObject *, const char *, const char *);
PyObject *PyUnicode_AsEncodedString(PyObject *, const char *, const char *);
PyObject *PyUnicode_AsEncodedUnicode(PyObject *, const char *, const char *);
PyObject *PyUnicode_AsLatin1String(PyObject *);
PyObject *PyUnicode_AsRawUnicodeEscapeString(PyObject *);
Py_UCS4 *PyUnicode_AsUCS4(PyObject *, Py_UCS4 *, Py_ssize_t, int);
Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *);
PyObject *PyUnicode_AsUTF16String(PyObject *);
PyObject *PyUnicode_AsUTF32String(PyObject *);
const char *PyUnicode_AsUTF8AndSize(PyObject *, Py_ssize_t *);
PyObject *PyUnicode_AsUTF8String(PyObject *);
PyObject *PyUnicode_AsUnicodeEscapeString(PyObject *);
Py_ssize_t PyUnicode_AsWideChar(PyObject *, wchar_t *, Py_ssize_t);
wchar_t *PyUnicode_AsWideCharString(PyObject *, Py_ssize_t *);
PyObject *PyUnicode_BuildEncodingMap(PyObject *);
int PyUnicode_Compare(PyObject *, PyObject *);
int PyUnicode_CompareWithASCIIString(PyObject *, const char *);
PyObject *PyUnicode_Concat(PyObject *, PyObject *);
int PyUnicode_Contains(PyObject *, PyObject *);
Py_ssize_t PyUnicode_Count(PyObject *, PyObject *, Py_ssize_t, Py_ssize_t);
PyObject *PyUnicode_Decode(const char *, Py_ssize_t, const char *, const char *);
PyObject *PyUnicode_DecodeASCII(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeCharmap(const char *, Py_ssize_t, PyObject *, const char *);
PyObject *PyUnicode_DecodeFSDefault(const char *);
PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *, Py_ssize_t);
PyObject *PyUnicode_DecodeLatin1(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeLocale(const char *, const char *);
PyObject *PyUnicode_DecodeLocaleAndSize(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeRawUnicodeEscape(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeUTF16(const char *, Py_ssize_t, const char *, int *);
PyObject *PyUnicode_DecodeUTF16Stateful(const char *, Py_ssize_t, const char *, int *, Py_ssize_t *);
PyObject *PyUnicode_DecodeUTF32(const char *, Py_ssize_t, const char *, int *);
PyObject *PyUnicode_DecodeUTF32Stateful(const char *, Py_ssize_t, const char *, int *, Py_ssize_t *);
PyObject *PyUnicode_DecodeUTF7(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeUTF7Stateful(const char *, Py_ssize_t, const char *, Py_ssize_t *);
PyObject *PyUnicode_DecodeUTF8(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_DecodeUTF8Stateful(const char *, Py_ssize_t, const char *, Py_ssize_t *);
PyObject *PyUnicode_DecodeUnicodeEscape(const char *, Py_ssize_t, const char *);
PyObject *PyUnicode_EncodeFSDefault(PyObject *);
PyObject *PyUnicode_EncodeLocale(PyObject *, const char *);
int PyUnicode_EqualToUTF8(PyObject *, const char *);
int PyUnicode_EqualToUTF8AndSize(PyObject *, const char *, Py_ssize_t);
int PyUnicode_FSConverter(PyObject *, void *);
int PyUnicode_FSDecoder(PyObject *, void *);
Py_ssize_t PyUnicode_Find(PyObject *, PyObject *, Py_ssize_t, Py_ssize_t, int);
Py_ssize_t PyUnicode_FindChar(PyObject *, Py_UCS4, Py_ssize_t, Py_ssize_t, int);
PyObject *PyUnicode_Format(PyObject *, PyObject *);
PyObject *PyUnicode_FromEncodedObject(PyObject *, const char *, const char *);
PyObject *PyUnicode_FromFormat(const char *, ...);
PyObject *PyUnicode_FromFormatV(const char *, va_list);
PyObject *PyUnicode_FromObject(PyObject *);
PyObject *PyUnicode_FromOrdinal(int);
PyObject *PyUnicode_FromString(const char *);
PyObject *PyUnicode_FromStringAndSize(const char *, Py_ssize_t);
PyObject *PyUnicode_FromWideChar(const wchar_t *, Py_ssize_t);
const char *PyUnicode_GetDefaultEncoding(void);
Py_ssize_t PyUnicode_GetLength(PyObject *);
PyObject *PyUnicode_InternFromString(const char *);
void PyUnicode_InternInPlace(PyObject **);
int PyUnicode_IsIdentifier(PyObject *);
PyObject *PyUnicode_Join(PyObject *, PyObject *);
PyObject *PyUnicode_Partition(PyObject *, PyObject *);
PyObject *PyUnicode_RPartition(PyObject *, PyObject *);
PyObject *PyUnicode_RSplit(PyObject *, PyObject *, Py_ssize_t);
Py_UCS4 PyUnicode_ReadChar(PyObject *, Py_ssize_t);
PyObject *PyUnicode_Replace(PyObject *, PyObject *, PyObject *, Py_ssize_t);
int PyUnicode_Resize(PyObject **, Py_ssize_t);
PyObject *PyUnicode_RichCompare(PyObject *, PyObject *, int);
PyObject *PyUnicode_Split(PyObject *, PyObject *, Py_ssize_t);
PyObject *PyUnicode_Splitlines(PyObject *, int);
PyObject *PyUnicode_Substring(PyObject *, Py_ssize_t, Py_ssize_t);
Py_ssize_t PyUnicode_Tailmatch(PyObject *, PyObject *, Py_ssize_t, Py_ssize_t, int);
PyObject *PyUnicode_Translate(PyObject *, PyObject *, const char *);
int PyUnicode_WriteChar(PyObject *, Py_ssize_t, Py_UCS4);

/* weakrefobject */
PyObject *PyWeakref_GetObject(PyObject *);
int PyWeakref_GetRef(PyObject *, PyObject **);
PyObject *PyWeakref_NewProxy(PyObject *, PyObject *);
PyObject *PyWeakref_NewRef(PyObject *, PyObject *);

#endif
